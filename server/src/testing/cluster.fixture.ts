import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { connect } from '../database/connection.ts';
import { createDatabase } from '../database/create-database.ts';
import { startEmbedded } from '../database/embedded/supervisor.ts';
import { migrate } from '../database/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    cluster: { host: string; port: number; user: string };
  }
}

export const TEMPLATE = 'zhunsheng_template';

/** One server of PostgreSQL for the whole run; each test file copies the migrated template. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'zhunsheng-test-'));
  const cluster = await startEmbedded(folder);
  await createDatabase(cluster.connection, TEMPLATE);
  const connections = connect(cluster.connection, TEMPLATE);
  await migrate(connections.owner);
  await connections.close();
  project.provide('cluster', cluster.connection);
  return async () => {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
