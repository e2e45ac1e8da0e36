import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { type Kysely, sql } from 'kysely';
import { appliedMigrations } from '../migrate.ts';
import type { AnyDb, Tables } from '../tables.ts';
import { BACKUP_TABLES, type BackupContent, type BackupTable } from './backup-tables.ts';

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

/** Where the contents of files are read from; `undefined` for one that is gone. */
export interface ContentsToKeep {
  read(key: BackupContent): Promise<AsyncIterable<Uint8Array> | undefined>;
}

const keptContents = async (db: Kysely<Tables>): Promise<readonly BackupContent[]> => {
  const found = await sql<BackupContent>`select authority_id as "authorityId", digest from file_contents
    where destroyed_at is null order by authority_id, digest`.execute(db);
  return found.rows;
};

/** Each content as parts of its bytes and an end, so that neither side ever needs the whole of it. */
async function* contentLines(db: Kysely<Tables>, contents: ContentsToKeep, missing: BackupContent[]) {
  for (const content of await keptContents(db)) {
    const stream = await contents.read(content);
    if (!stream) {
      missing.push(content);
      continue;
    }
    // One damaged file must not keep everything else from being backed up.
    try {
      for await (const bytes of stream) yield { content, bytes: Buffer.from(bytes).toString('base64') };
      yield { content, end: true };
    } catch {
      missing.push(content);
      yield { content, end: true, broken: true };
    }
  }
}

async function* linesOf(
  db: Kysely<Tables>,
  contents: ContentsToKeep | undefined,
  missing: BackupContent[],
): AsyncGenerator<string> {
  const digest = createHash('sha256');
  const line = (value: unknown): string => {
    const text = `${JSON.stringify(value)}\n`;
    digest.update(text);
    return text;
  };
  yield line({ format: 2, migrations: await appliedMigrations(db) });
  const tables = await existing(db);
  for (const table of tables) {
    for await (const rows of rowsOf(db, table))
      yield line({ table: table.name, rows: rows.map((row) => JSON.parse(row)) });
  }
  if (contents && tables.some(({ name }) => name === 'file_contents')) {
    for await (const part of contentLines(db, contents, missing)) yield line(part);
  }
  yield `${JSON.stringify({ digest: digest.digest('hex') })}\n`;
}

/**
 * The whole database as of one moment (repeatable read), packed: a line on its version, parts of tables, contents of files
 * where they are given, and in the end a digest, by which a backup that was cut short shows. `take` gets the stream and
 * ends with it. Gives the contents that should have been there and were not.
 */
export async function writeBackup(
  owner: AnyDb,
  take: (bytes: Readable) => Promise<void>,
  contents?: ContentsToKeep,
): Promise<readonly BackupContent[]> {
  const missing: BackupContent[] = [];
  await owner
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((db) => take(Readable.from(linesOf(db, contents, missing)).compose(createGzip()) as Readable));
  return missing;
}
