import type { Kysely, Migration } from 'kysely';
import { sql } from 'kysely';
import { APP_ROLE } from '../connection.ts';
import { protectTable, runStatements } from './protect-table.ts';

const TABLES = `
create table authorities (
  authority_id uuid primary key,
  code text not null unique,
  name text not null,
  created_at timestamptz not null default now()
);

-- content is the canonical text that is digested; the other columns only help to find it.
create table audit_entries (
  authority_id uuid not null references authorities,
  id uuid not null,
  recorded_at timestamptz not null,
  kind text not null,
  account_id uuid,
  target_id text,
  content text not null,
  primary key (authority_id, id)
);
create index audit_entries_by_kind on audit_entries (authority_id, kind, id);
create index audit_entries_by_account on audit_entries (authority_id, account_id, id);
create index audit_entries_by_target on audit_entries (authority_id, target_id, id);

create table audit_pending (
  authority_id uuid not null,
  entry_id uuid not null,
  primary key (authority_id, entry_id),
  foreign key (authority_id, entry_id) references audit_entries (authority_id, id)
);

create table audit_seals (
  authority_id uuid not null,
  sequence bigint not null,
  entry_id uuid not null,
  algorithm text not null,
  digest text not null,
  sealed_at timestamptz not null,
  primary key (authority_id, sequence),
  unique (authority_id, entry_id),
  foreign key (authority_id, entry_id) references audit_entries (authority_id, id)
);
`;

const APPEND_ONLY = `
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'table % is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger audit_entries_append_only before update or delete on audit_entries
  for each row execute function refuse_change();
create trigger audit_entries_no_truncate before truncate on audit_entries
  for each statement execute function refuse_change();
create trigger audit_seals_append_only before update or delete on audit_seals
  for each row execute function refuse_change();
create trigger audit_seals_no_truncate before truncate on audit_seals
  for each statement execute function refuse_change();
`;

export const audit: Migration = {
  async up(db: Kysely<unknown>) {
    await runStatements(db, TABLES);
    await runStatements(db, APPEND_ONLY);
    await sql`grant select, insert on authorities to ${sql.raw(APP_ROLE)}`.execute(db);
    await protectTable(db, 'audit_entries', 'select, insert');
    await protectTable(db, 'audit_pending', 'select, insert, delete');
    await protectTable(db, 'audit_seals', 'select, insert');
  },
};
