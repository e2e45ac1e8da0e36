import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { connect } from '../database/connection.ts';
import { createDatabase } from '../database/create-database.ts';
import { lockFolder } from '../database/embedded/owner-lock.ts';
import { clearOrphan } from '../database/embedded/postmaster.ts';
import { startEmbedded } from '../database/embedded/supervisor.ts';
import { installQueue } from '../database/install-queue.ts';
import { migrate } from '../database/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    cluster: { host: string; port: number; user: string };
  }
}

const PREFIX = 'zhunsheng-test-';
export const TEMPLATE = 'zhunsheng_template';

/** Servers of runs that were killed are stopped, and their folders removed. */
async function clearAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name);
    try {
      lockFolder(folder)();
    } catch {
      continue;
    }
    await clearOrphan(join(folder, 'postgres'));
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One server of PostgreSQL for the whole run; each test file copies the migrated template. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  await clearAbandoned();
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  const cluster = await startEmbedded(folder);
  await createDatabase(cluster.connection, TEMPLATE);
  const connections = connect(cluster.connection, TEMPLATE);
  await migrate(connections.owner);
  await installQueue(connections.queue);
  await connections.close();
  project.provide('cluster', cluster.connection);
  return async () => {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
