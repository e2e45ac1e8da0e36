import type { Kysely, Migration } from 'kysely';
import { protectTable, runStatements } from './protect-table.ts';

const TABLES = `
-- what lies in the store; the row outlives the bytes, which may have to be destroyed
create table file_contents (
  authority_id uuid not null references authorities,
  digest text not null,
  size bigint not null,
  stored_at timestamptz not null,
  destroyed_at timestamptz,
  -- when the bytes were gone from the store
  erased_at timestamptz,
  primary key (authority_id, digest)
);

create table files (
  authority_id uuid not null,
  id uuid not null,
  -- of evidence; what jobs are given and make belongs to no body, so that no body's readers see it
  organization_id uuid,
  purpose text not null,
  name text not null,
  type text not null,
  digest text not null,
  uploaded_by uuid,
  uploaded_by_name text not null,
  uploaded_at timestamptz not null,
  check (purpose <> 'evidence' or organization_id is not null),
  primary key (authority_id, id),
  foreign key (authority_id, digest) references file_contents (authority_id, digest),
  foreign key (authority_id, organization_id) references organizations (authority_id, id),
  foreign key (authority_id, uploaded_by) references accounts (authority_id, id)
);
create index files_by_organization on files (authority_id, organization_id, purpose, id);
create index files_by_digest on files (authority_id, digest);

create table file_destructions (
  authority_id uuid not null,
  id uuid not null,
  digest text not null,
  state text not null,
  reason text not null,
  proposed_by uuid not null,
  proposed_by_name text not null,
  proposed_role text not null,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  decision_reason text,
  primary key (authority_id, id),
  foreign key (authority_id, digest) references file_contents (authority_id, digest),
  foreign key (authority_id, proposed_by) references accounts (authority_id, id),
  foreign key (authority_id, decided_by) references accounts (authority_id, id)
);
create unique index file_destructions_open on file_destructions (authority_id, digest) where state = 'proposed';
create index file_destructions_by_digest on file_destructions (authority_id, digest);
`;

export const files: Migration = {
  async up(db: Kysely<unknown>) {
    await runStatements(db, TABLES);
    // An entry is never changed and never deleted; of a content, only that it was destroyed.
    await protectTable(db, 'file_contents', 'select, insert, update (destroyed_at, erased_at)');
    await protectTable(db, 'files', 'select, insert');
    await protectTable(db, 'file_destructions', 'select, insert, update');
  },
};
