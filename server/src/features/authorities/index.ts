/** Authorities (考核机关): the tenants. Each leads every key of its rows; nobody reads across them. */
export { insertAuthority, listAuthorities } from './authorities.store.ts';
