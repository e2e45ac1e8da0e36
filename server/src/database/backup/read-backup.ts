import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type Kysely, sql } from 'kysely';
import { StartRefused } from '../embedded/start-refused.ts';
import { migrate, migrateTo } from '../migrate.ts';
import { MIGRATIONS } from '../migrations/index.ts';
import type { AnyDb, Tables } from '../tables.ts';
import { BACKUP_TABLES, type BackupContent } from './backup-tables.ts';

interface Line {
  readonly format?: number;
  readonly migrations?: readonly string[];
  readonly table?: string;
  readonly rows?: readonly unknown[];
  readonly content?: BackupContent;
  /** Some bytes of a content, in base64. */
  readonly bytes?: string;
  /** There are no more bytes of it. */
  readonly end?: boolean;
  /** It was damaged when the backup was made. */
  readonly broken?: boolean;
  readonly digest?: string;
}

/** Takes the contents of files; it says whether one is what its digest says. */
export interface ContentsToFill {
  put(key: BackupContent, bytes: AsyncIterable<Uint8Array>): Promise<boolean>;
}

const refuse = (message: string): never => {
  throw new StartRefused(message, '请换一份备份；数据库没有改动，或者已经退回。');
};

async function refuseFilled(owner: AnyDb): Promise<void> {
  const found = await sql<{ count: number }>`
    select count(*) as count from pg_tables where schemaname = 'public'`.execute(owner);
  if ((found.rows[0]?.count ?? 0) > 0) {
    throw new StartRefused('要恢复到的数据库不是空的。', '请在配置文件中写一个新的 dataFolder，或者一个空的数据库。');
  }
}

function parse(text: string): Line {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return refuse('备份文件已损坏，无法解读。');
  }
}

/** Brings the empty database to the version that the backup was made with. */
async function prepare(owner: AnyDb, { format, migrations }: Line): Promise<void> {
  const last = migrations?.at(-1);
  if ((format !== 1 && format !== 2) || last === undefined) return refuse('这不是准绳的备份。');
  if (!(last in MIGRATIONS)) return refuse('备份由更新版本的准绳生成，请安装不低于它的版本。');
  await migrateTo(owner, last);
}

async function insertRows(db: Kysely<Tables>, { table, rows }: Line): Promise<void> {
  if (!BACKUP_TABLES.some(({ name }) => name === table)) return refuse(`备份中有不认识的表 ${table}。`);
  const name = sql.table(table!);
  const text = JSON.stringify(rows);
  await sql`insert into ${name} select * from json_populate_recordset(null::${name}, ${text}::json)`.execute(db);
}

async function* linesIn(bytes: Readable): AsyncGenerator<string> {
  const unpacked = createGunzip();
  pipeline(bytes, unpacked, () => {});
  try {
    for await (const line of createInterface({ input: unpacked, crlfDelay: Number.POSITIVE_INFINITY })) yield line;
  } catch {
    refuse('备份文件已损坏或者不完整。');
  }
}

/** The lines up to the last one, which says whether they are all there and none was changed. */
async function* checkedLines(
  lines: AsyncGenerator<string>,
  digest: ReturnType<typeof createHash>,
): AsyncGenerator<Line> {
  for await (const text of lines) {
    const line = parse(text);
    if (line.digest !== undefined) {
      if (line.digest === digest.digest('hex')) return;
      break;
    }
    digest.update(`${text}\n`);
    yield line;
  }
  refuse('备份文件不完整，或者被改动过。');
}

/** The bytes of one content, from its first line to its end; gives whether it was damaged when the backup was made. */
async function* bytesFrom(first: Line, lines: AsyncGenerator<Line>): AsyncGenerator<Uint8Array, boolean> {
  for (let line = first; !line.end; ) {
    yield Buffer.from(line.bytes ?? '', 'base64');
    const next = await lines.next();
    if (next.done || next.value.content?.digest !== first.content?.digest) return false;
    line = next.value;
    if (line.broken) return true;
  }
  return first.broken ?? false;
}

async function takeContent(first: Line, lines: AsyncGenerator<Line>, contents: ContentsToFill | undefined) {
  let broken = false;
  const bytes = (async function* () {
    broken = yield* bytesFrom(first, lines);
  })();
  if (!contents) for await (const _ of bytes);
  else if (!(await contents.put(first.content!, bytes)) && !broken) refuse('备份中有文件的内容与摘要不符。');
}

async function fill(owner: AnyDb, lines: AsyncGenerator<Line>, contents: ContentsToFill | undefined): Promise<void> {
  await owner.transaction().execute(async (db) => {
    for (let next = await lines.next(); !next.done; next = await lines.next()) {
      if (next.value.content) await takeContent(next.value, lines, contents);
      else await insertRows(db, next.value);
    }
  });
}

/**
 * Restores a backup, also one of an earlier version, into an empty database and brings it up to this version. Contents of
 * files go where they are wanted; a backup from before there were any holds none.
 */
export async function readBackup(owner: AnyDb, bytes: Readable, contents?: ContentsToFill): Promise<void> {
  await refuseFilled(owner);
  const lines = linesIn(bytes);
  const head = await lines.next();
  if (head.done) return refuse('备份文件是空的。');
  const digest = createHash('sha256').update(`${head.value}\n`);
  await prepare(owner, parse(head.value));
  await fill(owner, checkedLines(lines, digest), contents);
  await migrate(owner);
}
