/**
 * The store of file contents: bytes by authority and digest, on the local disk or behind the S3 interface. It knows no
 * names, no people and no database; what a content means stands in `features/files`.
 */
export {
  type ContentKey,
  type ContentStore,
  type StoredContent,
  StoreUnavailable,
} from './content-store.ts';
export { openContentStore } from './open-content-store.ts';
export { type Spooled, SpoolFull, spool } from './spool.ts';
export { ContentDamaged, verified } from './verified.ts';
