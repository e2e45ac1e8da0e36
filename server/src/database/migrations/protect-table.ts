import { type Kysely, sql } from 'kysely';
import { APP_ROLE } from '../connection.ts';

/**
 * Row-level security for a table led by `authority_id`: without the setting of `inTenant` it looks empty and takes no row.
 * `rights` are what the application may do; whatever must stay on the record is not updatable and not deletable.
 */
export async function protectTable(db: Kysely<unknown>, table: string, rights: string): Promise<void> {
  const name = sql.table(table);
  const own = sql`authority_id = nullif(current_setting('zhunsheng.authority_id', true), '')::uuid`;
  await sql`alter table ${name} enable row level security`.execute(db);
  await sql`create policy ${sql.ref(`${table}_tenant`)} on ${name} using (${own}) with check (${own})`.execute(db);
  await sql`grant ${sql.raw(rights)} on ${name} to ${sql.raw(APP_ROLE)}`.execute(db);
}

/** Runs several statements of plain SQL one after the other. */
export async function runStatements(db: Kysely<unknown>, text: string): Promise<void> {
  await sql.raw(text).execute(db);
}
