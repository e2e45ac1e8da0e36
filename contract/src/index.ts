/**
 * The contract: what server and clients say to each other, one file a feature. Each endpoint holds path, input, output,
 * permission, refusals and the kind of its audit entry; server, typed client, command line and OpenAPI are derived from it.
 */
export { CONTRACT, type Contract } from './contract.ts';
export * from './endpoint.ts';
export { ERRORS, type ErrorAnswer, type ErrorCode, refusalOf } from './errors.ts';
export * from './permissions.ts';
