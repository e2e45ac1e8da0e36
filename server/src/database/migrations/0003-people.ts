import { type Kysely, type Migration, sql } from 'kysely';
import { APP_ROLE } from '../connection.ts';
import { protectTable, runStatements } from './protect-table.ts';

const ACCOUNTS = `
create table accounts (
  authority_id uuid not null references authorities,
  id uuid not null,
  user_name text not null,
  display_name text not null,
  organization_id uuid,
  external_name text,
  password_hash text not null,
  must_change_password boolean not null default true,
  disabled boolean not null default false,
  two_factor boolean not null default false,
  two_factor_secret text,
  -- the last time step whose code was taken, so that no code works twice
  two_factor_step bigint not null default 0,
  last_sign_in_at timestamptz,
  -- sessions from before do not count, but for the one in which the password was changed
  sessions_since timestamptz,
  kept_session_id uuid,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (authority_id, id),
  unique (authority_id, user_name),
  unique (authority_id, external_name),
  foreign key (authority_id, organization_id) references organizations (authority_id, id)
);

alter table organization_contacts
  add foreign key (authority_id, account_id) references accounts (authority_id, id);

create table account_passwords (
  authority_id uuid not null,
  account_id uuid not null,
  set_at timestamptz not null,
  hash text not null,
  primary key (authority_id, account_id, set_at),
  foreign key (authority_id, account_id) references accounts (authority_id, id)
);

create table account_recovery_codes (
  authority_id uuid not null,
  account_id uuid not null,
  digest text not null,
  primary key (authority_id, account_id, digest),
  foreign key (authority_id, account_id) references accounts (authority_id, id)
);
`;

const SESSIONS = `
create table sessions (
  authority_id uuid not null,
  id uuid not null,
  secret_digest text not null,
  account_id uuid not null,
  csrf_token text not null,
  code_due boolean not null,
  -- by 统一认证, where passwords and second factors are the provider's affair
  external boolean not null,
  address text not null,
  user_agent text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  ended_at timestamptz,
  primary key (authority_id, id),
  unique (authority_id, secret_digest),
  foreign key (authority_id, account_id) references accounts (authority_id, id)
);
create index sessions_by_account on sessions (authority_id, account_id) where ended_at is null;

-- the subject is a digest of a user name or an address, so that names that were mistyped are not kept
create table session_failures (
  authority_id uuid not null references authorities,
  subject text not null,
  failures integer not null,
  last_failed_at timestamptz not null,
  primary key (authority_id, subject)
);

create table session_oidc_flows (
  authority_id uuid not null references authorities,
  state_digest text not null,
  verifier text not null,
  nonce text not null,
  expires_at timestamptz not null,
  primary key (authority_id, state_digest)
);
`;

const GRANTS = `
create table grants (
  authority_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  role text not null,
  organization_id uuid not null,
  assessment_id uuid,
  valid_from date not null,
  valid_to date,
  state text not null,
  reason text not null,
  proposed_by uuid,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  decision_reason text,
  primary key (authority_id, id),
  foreign key (authority_id, account_id) references accounts (authority_id, id),
  foreign key (authority_id, organization_id) references organizations (authority_id, id),
  foreign key (authority_id, proposed_by) references accounts (authority_id, id),
  foreign key (authority_id, decided_by) references accounts (authority_id, id)
);
create index grants_by_account on grants (authority_id, account_id, state);

-- made before there is any authority
create table bootstrap_links (
  link_digest text primary key,
  expires_at timestamptz not null,
  used_at timestamptz
);
`;

export const people: Migration = {
  async up(db: Kysely<unknown>) {
    await runStatements(db, ACCOUNTS);
    await runStatements(db, SESSIONS);
    await runStatements(db, GRANTS);
    await protectTable(db, 'accounts', 'select, insert, update');
    await protectTable(db, 'account_passwords', 'select, insert, delete');
    await protectTable(db, 'account_recovery_codes', 'select, insert, delete');
    await protectTable(db, 'sessions', 'select, insert, update, delete');
    await protectTable(db, 'session_failures', 'select, insert, update, delete');
    await protectTable(db, 'session_oidc_flows', 'select, insert, delete');
    await protectTable(db, 'grants', 'select, insert, update');
    await sql`grant select, insert, update on bootstrap_links to ${sql.raw(APP_ROLE)}`.execute(db);
  },
};
