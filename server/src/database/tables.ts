import type { Kysely, Transaction } from 'kysely';

/**
 * All tables by name. Each feature adds its own in its `<feature>.tables.ts` by declaration merging, so that this folder
 * knows no feature and a store knows its rows.
 */
// biome-ignore lint/suspicious/noEmptyInterface: features fill it
export interface Tables {}

/** A transaction in which the rows of one authority can be seen, and no others. */
export type Db = Transaction<Tables> & { readonly authorityId: string };

/** The whole database; only for what belongs to no authority. */
export type AnyDb = Kysely<Tables>;
