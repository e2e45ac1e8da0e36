import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { QUEUE_SCHEMA } from '../database/install-queue.ts';
import { MIGRATION_TABLES } from '../database/migrate.ts';
import { openTestDatabase, type TestDatabase } from './database.fixture.ts';

/** Tables that belong to no authority, by name: what migrations note, and what is there before any authority. */
const SHARED: readonly string[] = [...MIGRATION_TABLES, 'bootstrap_links'];

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const ask = async <T>(query: ReturnType<typeof sql<T>>): Promise<T[]> =>
  (await query.execute(database.owner)).rows as T[];

describe('the tables', () => {
  it('lead every key and every reference by the authority', async () => {
    const keys = await ask(sql<{ table: string; name: string; columns: string[] }>`
      select c.conrelid::regclass::text as table, c.conname as name,
        array(select a.attname::text from unnest(c.conkey) with ordinality k(number, place)
          join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.number order by k.place) as columns
      from pg_constraint c join pg_namespace n on n.oid = c.connamespace
      where n.nspname = 'public' and c.contype in ('p', 'u', 'f')`);
    const astray = keys.filter(({ table, columns }) => !SHARED.includes(table) && columns[0] !== 'authority_id');
    expect(astray.filter(({ name }) => name !== 'authorities_code_key')).toEqual([]);
    expect(keys.length).toBeGreaterThan(20);
  });

  it('lead every index by the authority', async () => {
    const indexes = await ask(sql<{ table: string; name: string; first: string }>`
      select i.indrelid::regclass::text as table, i.indexrelid::regclass::text as name, a.attname::text as first
      from pg_index i join pg_class t on t.oid = i.indrelid join pg_namespace n on n.oid = t.relnamespace
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
      where n.nspname = 'public'`);
    const astray = indexes.filter(({ table, first }) => !SHARED.includes(table) && first !== 'authority_id');
    expect(astray.map(({ name }) => name)).toEqual(['authorities_code_key']);
  });

  it('are all behind row-level security, which the application role cannot pass by', async () => {
    const open = await ask(sql<{ name: string }>`
      select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relrowsecurity order by 1`);
    expect(open.map(({ name }) => name)).toEqual(['authorities', ...SHARED].sort());
    const [role] = await ask(sql<{ super: boolean; bypass: boolean; login: boolean }>`
      select rolsuper as super, rolbypassrls as bypass, rolcanlogin as login from pg_roles where rolname = 'zhunsheng_app'`);
    expect(role).toEqual({ super: false, bypass: false, login: false });
  });

  it('lie in one schema, beside that of the queue’s library, into which the application cannot look', async () => {
    const schemas = await ask(sql<{ name: string }>`
      select distinct schemaname as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema') order by 1`);
    expect(schemas.map(({ name }) => name)).toEqual([QUEUE_SCHEMA, 'public']);
    const [rights] = await ask(sql<{ usable: boolean }>`
      select has_schema_privilege('zhunsheng_app', ${QUEUE_SCHEMA}, 'usage') as usable`);
    expect(rights).toEqual({ usable: false });
  });

  it('need no extension', async () => {
    expect(await ask(sql`select extname from pg_extension where extname <> 'plpgsql'`)).toEqual([]);
  });
});

describe('row-level security', () => {
  it('hides another authority, and takes no row for it, whatever a query forgets', async () => {
    const [mine, theirs] = [await database.authority('甲县'), await database.authority('乙县')];
    const open = (own: string, code: string) =>
      database.run(own, (db) =>
        sql`insert into organizations (authority_id, id, path, code, name, initials, opened_on)
          values (${own}, gen_random_uuid(), '/', ${code}, ${code}, '', '2024-01-01')`.execute(db),
      );
    await open(mine, 'A');
    await open(theirs, 'B');
    const seen = await database.run(mine, (db) => sql<{ code: string }>`select code from organizations`.execute(db));
    expect(seen.rows).toEqual([{ code: 'A' }]);
    const foreign = database.run(mine, (db) => sql`update organizations set code = 'C' where code = 'B'`.execute(db));
    expect((await foreign).numAffectedRows).toBe(0n);
    const planted = database.run(mine, (db) =>
      sql`insert into organizations (authority_id, id, path, code, name, initials, opened_on)
        values (${theirs}, gen_random_uuid(), '/', 'D', 'D', '', '2024-01-01')`.execute(db),
    );
    await expect(planted).rejects.toThrow(/row-level security/);
  });

  it('shows nothing at all outside of a tenant, nor after one on the same connection', async () => {
    await database.authority();
    const seen = await sql`select 1 from audit_entries union all select 1 from organizations`.execute(database.app);
    expect(seen.rows).toEqual([]);
  });
});
