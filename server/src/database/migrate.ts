import { type Kysely, type MigrationResultSet, Migrator, sql } from 'kysely';
import { APP_ROLE } from './connection.ts';
import { StartRefused } from './embedded/start-refused.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { AnyDb, Tables } from './tables.ts';

/** The names of kysely's own tables, which belong to no authority. */
export const MIGRATION_TABLES = ['migrations', 'migrations_lock'] as const;

/** Roles belong to the whole server; another database's migration may have made this one, even just now. */
async function ensureAppRole(owner: AnyDb): Promise<void> {
  const role = sql.raw(APP_ROLE);
  await sql`
    do $$ begin
      if not exists (select 1 from pg_roles where rolname = ${sql.lit(APP_ROLE)}) then
        create role ${role} nologin;
      end if;
    exception when duplicate_object or unique_violation then null;
    end $$`.execute(owner);
  await sql`
    do $$ begin
      if not pg_has_role(current_user, ${sql.lit(APP_ROLE)}, 'member') then
        execute 'grant ${role} to ' || quote_ident(current_user);
      end if;
    end $$`.execute(owner);
  await sql`grant usage on schema public to ${role}`.execute(owner);
}

async function refuseOldServer(owner: AnyDb): Promise<void> {
  const found = await sql<{ version: string }>`select current_setting('server_version_num') as version`.execute(owner);
  const version = Number(found.rows[0]?.version ?? 0);
  if (version >= 120_000) return;
  throw new StartRefused('PostgreSQL 的版本过低。', '请使用 PostgreSQL 12 或更新的版本。');
}

function migratorOf(owner: AnyDb): Migrator {
  const [migrationTableName, migrationLockTableName] = MIGRATION_TABLES;
  const provider = { getMigrations: async () => MIGRATIONS };
  return new Migrator({ db: owner, provider, migrationTableName, migrationLockTableName });
}

function applied({ error, results }: MigrationResultSet): string[] {
  if (error && /previously executed migration .* is missing/.test((error as Error).message)) {
    throw new StartRefused(
      '数据库已由更新版本的准绳升级过，当前程序不能使用。',
      '请安装不低于原来的版本，或者用旧版本的备份恢复到一个新的数据库。',
    );
  }
  if (error) throw error;
  return (results ?? []).filter((r) => r.status === 'Success').map((r) => r.migrationName);
}

/**
 * Brings a database up to this program's version, forward only. A database that a later version has already changed is
 * refused: an old program would write what the new one does not understand.
 */
export async function migrate(owner: AnyDb): Promise<string[]> {
  await refuseOldServer(owner);
  await ensureAppRole(owner);
  return applied(await migratorOf(owner).migrateToLatest());
}

/** Brings an empty database to an earlier version, for a backup of that version. */
export async function migrateTo(owner: AnyDb, name: string): Promise<void> {
  await ensureAppRole(owner);
  applied(await migratorOf(owner).migrateTo(name));
}

/** The migrations that a database has seen, in order. */
export async function appliedMigrations(db: Kysely<Tables>): Promise<string[]> {
  const found = await sql<{ name: string }>`select name from migrations order by name`.execute(db);
  return found.rows.map((row) => row.name);
}
