import { Logger, runMigrations } from 'graphile-worker';
import type pg from 'pg';

/** The library's own schema, which belongs to no authority: its rows say only which job of which authority is due. */
export const QUEUE_SCHEMA = 'graphile_worker';

const silent = new Logger(() => () => {});

/** Brings the queue's tables up to the library's version; they are no part of a backup, because jobs are. */
export async function installQueue(pool: pg.Pool): Promise<void> {
  await runMigrations({ pgPool: pool, schema: QUEUE_SCHEMA, logger: silent });
}
