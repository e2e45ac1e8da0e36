import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { type Kysely, sql } from 'kysely';
import { appliedMigrations } from '../migrate.ts';
import type { AnyDb, Tables } from '../tables.ts';
import { BACKUP_TABLES, type BackupTable } from './backup-tables.ts';

const PART = 1_000;

async function existing(db: Kysely<Tables>): Promise<readonly BackupTable[]> {
  const found = await sql<{
    name: string;
  }>`select tablename as name from pg_tables where schemaname = 'public'`.execute(db);
  const names = new Set(found.rows.map((row) => row.name));
  return BACKUP_TABLES.filter((table) => names.has(table.name));
}

/** The rows of a table as JSON texts, read in parts by a cursor, so that a large table needs little memory. */
async function* rowsOf(db: Kysely<Tables>, { name, order }: BackupTable): AsyncGenerator<readonly string[]> {
  const cursor = sql.raw(`backup_${name}`);
  const rows = sql`select row_to_json(t)::text as row from ${sql.table(name)} t order by ${sql.raw(order)}`;
  await sql`declare ${cursor} no scroll cursor for ${rows}`.execute(db);
  for (;;) {
    const part = await sql<{ row: string }>`fetch ${sql.raw(String(PART))} from ${cursor}`.execute(db);
    if (part.rows.length > 0) yield part.rows.map((row) => row.row);
    if (part.rows.length < PART) break;
  }
  await sql`close ${cursor}`.execute(db);
}

async function* linesOf(db: Kysely<Tables>): AsyncGenerator<string> {
  const digest = createHash('sha256');
  const line = (value: unknown): string => {
    const text = `${JSON.stringify(value)}\n`;
    digest.update(text);
    return text;
  };
  yield line({ format: 1, migrations: await appliedMigrations(db) });
  for (const table of await existing(db)) {
    for await (const rows of rowsOf(db, table))
      yield line({ table: table.name, rows: rows.map((row) => JSON.parse(row)) });
  }
  yield `${JSON.stringify({ digest: digest.digest('hex') })}\n`;
}

/**
 * The whole database as of one moment (repeatable read), packed: a line on its version, parts of tables, and in the end a
 * digest, by which a backup that was cut short shows. `take` gets the stream and ends with it.
 */
export async function writeBackup(owner: AnyDb, take: (bytes: Readable) => Promise<void>): Promise<void> {
  await owner
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((db) => take(Readable.from(linesOf(db)).compose(createGzip()) as Readable));
}
