import pg from 'pg';
import { driverSettings, type Reach } from './connection.ts';

/** Makes sure of a database in the embedded server. */
export async function createDatabase(reach: Reach, name: string): Promise<void> {
  const client = new pg.Client(driverSettings(reach, 'postgres'));
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)} encoding 'UTF8'`);
  } finally {
    await client.end();
  }
}
