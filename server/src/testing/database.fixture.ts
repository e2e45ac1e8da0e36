import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { type Connections, connect, driverSettings } from '../database/connection.ts';
import { inTenant } from '../database/in-tenant.ts';
import { newId } from '../database/new-id.ts';
import type { Db } from '../database/tables.ts';
import { insertAuthority } from '../features/authorities/index.ts';
import { TEMPLATE } from './cluster.fixture.ts';

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client(driverSettings(inject('cluster'), 'postgres'));
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

export interface TestDatabase extends Connections {
  readonly name: string;
  /** A new authority of its own, for one test. */
  authority(name?: string): Promise<string>;
  /** How many queries the application sent so far. */
  queries(): number;
  run<T>(authorityId: string, work: (db: Db) => Promise<T>): Promise<T>;
}

/** A database of its own for one test file: a copy of the migrated template. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(`create database ${name} template ${TEMPLATE}`);
  let queries = 0;
  const plain = connect(inject('cluster'), name);
  const app = plain.app.withPlugin({
    transformQuery({ node }) {
      queries += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const connections = { ...plain, app };
  return {
    ...connections,
    name,
    queries: () => queries,
    async authority(title = '示例县人民政府') {
      const authorityId = newId();
      await inTenant(connections.app, authorityId, (db) => insertAuthority(db, authorityId.slice(0, 13), title));
      return authorityId;
    },
    run: (authorityId, work) => inTenant(connections.app, authorityId, work),
    async close() {
      await connections.close();
      await onServer(`drop database ${name} with (force)`);
    },
  };
}
