import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configShape } from '../config/config.ts';
import { PLATFORM, recordAudit, sealPending, verifyAudit } from '../features/audit/index.ts';
import { insertAuthority } from '../features/authorities/index.ts';
import { openPlatform } from '../open-platform.ts';
import { createDatabase } from './create-database.ts';
import { createCluster, OWNER } from './embedded/create-cluster.ts';
import { type Places, PORT, startServer, stopServer } from './embedded/postmaster.ts';
import { chooseRunAs } from './embedded/run-as.ts';
import { inTenant } from './in-tenant.ts';
import { newId } from './new-id.ts';

const BIN = '/usr/lib/postgresql/15/bin';
const scratch = mkdtempSync(join(tmpdir(), 'zhunsheng-foreign-'));

/** PostgreSQL 15 as Debian has it; where a machine has none, the default server alone is tested. */
describe.runIf(existsSync(`${BIN}/postgres`))('a PostgreSQL of one’s own (DATABASE_URL)', () => {
  let url: string;
  let pid: number | undefined;

  beforeAll(async () => {
    const binaries = { postgres: `${BIN}/postgres`, initdb: `${BIN}/initdb` };
    const places: Places = {
      cluster: join(scratch, 'cluster'),
      socket: join(scratch, 's'),
      logFile: join(scratch, 'log'),
    };
    mkdirSync(places.socket, { mode: 0o700 });
    const runAs = chooseRunAs();
    await createCluster(places.cluster, binaries, runAs, places.logFile);
    pid = (await startServer(places, binaries, runAs)).pid;
    const reach = { host: places.socket, port: PORT, user: OWNER };
    await createDatabase(reach, 'shili');
    url = `postgresql://${OWNER}@/shili?host=${encodeURIComponent(places.socket)}&port=${PORT}`;
  });
  afterAll(async () => {
    if (pid) await stopServer(pid);
    rmSync(scratch, { recursive: true, force: true });
  });

  const configFor = (database: string) =>
    configShape.parse({ dataFolder: join(scratch, 'data'), database: { url: database }, log: { level: 'silent' } });

  it('takes the same tables, tenants and audit', async () => {
    const { platform, migrated, close } = await openPlatform(configFor(url), () => {});
    expect(migrated.length).toBeGreaterThan(0);
    const { app } = platform.connections;
    const authorityId = newId();
    await inTenant(app, authorityId, async (db) => {
      await insertAuthority(db, 'a', '示例县人民政府');
      await recordAudit(db, PLATFORM, { kind: 'tests.write', title: '写入' });
      await sealPending(db, 'sha256');
      expect((await verifyAudit(db, [])).diagnostics).toEqual([]);
    });
    expect((await inTenant(app, newId(), (db) => verifyAudit(db, []))).count).toBe(0);
    await close();
    const again = await openPlatform(configFor(url), () => {});
    expect(again.migrated).toEqual([]);
    await again.close();
  });

  it('is told apart from one that does not answer or does not exist', async () => {
    await expect(openPlatform(configFor(url.replace('/shili', '/nichtda')), () => {})).rejects.toThrow('不能连接');
    await expect(openPlatform(configFor('postgresql://a@127.0.0.1:1/x'), () => {})).rejects.toThrow('不能连接');
  });
});
