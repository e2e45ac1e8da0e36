import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { chainHead, sealPending, verifyAudit } from '../../features/audit/index.ts';
import { MP4, PDF } from '../../features/files/sample-files.fixture.ts';
import { openTestServer, type TestServer } from '../../testing/server.fixture.ts';
import { type Connections, connect } from '../connection.ts';
import { createDatabase } from '../create-database.ts';
import { inTenant } from '../in-tenant.ts';
import { MIGRATION_TABLES, migrateTo } from '../migrate.ts';
import { BACKUP_TABLES, NOT_KEPT } from './backup-tables.ts';
import { readBackup } from './read-backup.ts';
import { type ContentsToKeep, writeBackup } from './write-backup.ts';

/** Longer than any part of it that travels. */
const LARGE = Buffer.concat([MP4, randomBytes(300_000)]);

let server: TestServer;
const opened: { name: string; connections: Connections }[] = [];
beforeAll(async () => {
  server = await openTestServer();
  const office = await server.passer('officeClerk');
  const body = { parentId: server.rootId, name: '城关镇', happenedOn: '2020-01-01', reason: '设立', group: '乡镇' };
  const parent = await office.api.organizations.open({ ...body, code: 'B' });
  await office.api.organizations.open({ ...body, parentId: parent.organizationId, code: 'A' });
  await office.api.files.upload({ organizationId: server.rootId, name: '报告.pdf' }, PDF, 'application/pdf');
  await office.api.files.upload({ organizationId: server.rootId, name: '录像.mp4' }, LARGE, 'video/mp4');
  await server.database.run(server.authorityId, (db) => sealPending(db, 'sm3'));
});
afterAll(async () => {
  for (const { name, connections } of opened) {
    await connections.close();
    await sql.raw(`drop database ${name} with (force)`).execute(server.database.owner);
  }
  await server.close();
});

async function emptyDatabase(): Promise<Connections> {
  const name = `restored_${randomBytes(6).toString('hex')}`;
  await createDatabase(inject('cluster'), name);
  const connections = connect(inject('cluster'), name);
  opened.push({ name, connections });
  return connections;
}

async function backupOf(connections: Pick<Connections, 'owner'>, contents?: ContentsToKeep): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const take = async (bytes: Readable) => {
    for await (const chunk of bytes) chunks.push(chunk as Buffer);
  };
  await writeBackup(connections.owner, take, contents);
  return Buffer.concat(chunks);
}

const contentsOfTables = async ({ owner }: Pick<Connections, 'owner'>) =>
  Promise.all(
    BACKUP_TABLES.map(async ({ name, order }) => {
      const rows = await sql<{
        row: string;
      }>`select row_to_json(t)::text as row from ${sql.table(name)} t order by ${sql.raw(order)}`.execute(owner);
      return [name, rows.rows];
    }),
  );

describe('a backup', () => {
  it('names every table, kept or not', async () => {
    const found = await sql<{
      name: string;
    }>`select tablename as name from pg_tables where schemaname = 'public'`.execute(server.database.owner);
    const listed = [...BACKUP_TABLES.map(({ name }) => name), ...NOT_KEPT, ...MIGRATION_TABLES];
    expect(found.rows.map((row) => row.name).sort()).toEqual([...listed].sort());
  });

  it('restores to the same rows, with an audit that verifies against an anchor from before', async () => {
    const { digest } = await server.database.run(server.authorityId, chainHead);
    const restored = await emptyDatabase();
    await readBackup(restored.owner, Readable.from([await backupOf(server.database)]));
    expect(await contentsOfTables(restored)).toEqual(await contentsOfTables(server.database));
    const verified = await inTenant(restored.app, server.authorityId, (db) => verifyAudit(db, [digest]));
    expect(verified.diagnostics).toEqual([]);
  });

  it('holds the contents of files, in parts, and gives them back', async () => {
    const whole = await backupOf(server.database, server.platform.contents);
    const taken = new Map<string, Buffer>();
    const contents = {
      async put({ digest }: { digest: string }, bytes: AsyncIterable<Uint8Array>) {
        const chunks: Uint8Array[] = [];
        for await (const chunk of bytes) chunks.push(chunk);
        taken.set(digest, Buffer.concat(chunks));
        return true;
      },
    };
    const restored = await emptyDatabase();
    await readBackup(restored.owner, Readable.from([whole]), contents);
    const digestOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
    expect([...taken.keys()].sort()).toEqual([digestOf(PDF), digestOf(LARGE)].sort());
    for (const [digest, bytes] of taken) expect(digestOf(bytes)).toBe(digest);
    const wrong = { put: async () => false };
    const refused = await emptyDatabase();
    await expect(readBackup(refused.owner, Readable.from([whole]), wrong)).rejects.toThrow('与摘要不符');
    expect((await sql`select 1 from accounts`.execute(refused.owner)).rows).toEqual([]);
    // Without a place for contents the rest comes back all the same.
    const without = await emptyDatabase();
    await readBackup(without.owner, Readable.from([whole]));
    expect(await contentsOfTables(without)).toEqual(await contentsOfTables(server.database));
  });

  it('from before there were files comes back', async () => {
    const now = gunzipSync(await backupOf(server.database))
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== '');
    const lines = now.slice(0, -1).filter((line) => !/"table":"(file|job)/.test(line));
    lines[0] = lines[0]!.replace('"format":2', '"format":1').replace(/,"0005-files".*\]/, ']');
    const text = lines.map((line) => `${line}\n`).join('');
    const end = JSON.stringify({ digest: createHash('sha256').update(text).digest('hex') });
    const restored = await emptyDatabase();
    await readBackup(restored.owner, Readable.from([gzipSync(`${text}${end}\n`)]));
    expect((await sql`select 1 from organizations`.execute(restored.owner)).rows).toHaveLength(3);
    expect((await sql`select 1 from files`.execute(restored.owner)).rows).toEqual([]);
  });

  it('of an earlier version comes up to this one', async () => {
    const old = await emptyDatabase();
    await migrateTo(old.owner, '0002-organizations');
    await sql`insert into authorities values ('01900000-0000-7000-8000-000000000000', 'old', '旧县', '2024-01-01')`.execute(
      old.owner,
    );
    const restored = await emptyDatabase();
    await readBackup(restored.owner, Readable.from([await backupOf(old)]));
    const found = await sql<{ name: string }>`select name from authorities`.execute(restored.owner);
    expect(found.rows).toEqual([{ name: '旧县' }]);
    expect((await sql`select 1 from assessments`.execute(restored.owner)).rows).toEqual([]);
  });

  it('that is cut short, changed, or no backup is refused and leaves nothing', async () => {
    const whole = await backupOf(server.database);
    for (const bytes of [whole.subarray(0, whole.length / 2), Buffer.from('nothing'), Buffer.alloc(0)]) {
      const target = await emptyDatabase();
      await expect(readBackup(target.owner, Readable.from([bytes]))).rejects.toThrow(/损坏|不完整|是空的/);
      const tables = await sql<{
        name: string;
      }>`select tablename as name from pg_tables where tablename = 'accounts'`.execute(target.owner);
      if (tables.rows.length > 0) expect((await sql`select 1 from accounts`.execute(target.owner)).rows).toEqual([]);
    }
    await expect(readBackup(server.database.owner, Readable.from([whole]))).rejects.toThrow('不是空的');
  });
});
