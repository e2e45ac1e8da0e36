import type { Kysely, Migration } from 'kysely';
import { protectTable, runStatements } from './protect-table.ts';

const TABLES = `
create table organizations (
  authority_id uuid not null references authorities,
  id uuid not null,
  parent_id uuid,
  -- /top/…/own/: a subtree is everything whose path begins with that of its top
  path text not null,
  code text not null,
  name text not null,
  short_name text,
  kind text,
  credit_code text,
  division_code text,
  -- of the name in pinyin, for finding
  initials text not null,
  opened_on date not null,
  closed_on date,
  version integer not null default 1,
  primary key (authority_id, id),
  unique (authority_id, code),
  foreign key (authority_id, parent_id) references organizations (authority_id, id)
);
create index organizations_by_parent on organizations (authority_id, parent_id);
create index organizations_by_path on organizations (authority_id, path text_pattern_ops);
create index organizations_by_name on organizations (authority_id, name);

create table organization_memberships (
  authority_id uuid not null,
  organization_id uuid not null,
  valid_from date not null,
  "group" text not null,
  class text,
  primary key (authority_id, organization_id, valid_from),
  foreign key (authority_id, organization_id) references organizations (authority_id, id)
);

create table organization_contacts (
  authority_id uuid not null,
  id uuid not null,
  organization_id uuid not null,
  kind text not null,
  name text not null,
  title text,
  phone text,
  account_id uuid,
  valid_from date not null,
  valid_to date,
  primary key (authority_id, id),
  foreign key (authority_id, organization_id) references organizations (authority_id, id)
);
create index organization_contacts_by_organization on organization_contacts (authority_id, organization_id);

create table organization_events (
  authority_id uuid not null,
  id uuid not null,
  organization_id uuid not null,
  kind text not null,
  happened_on date not null,
  reason text not null,
  description text not null,
  other_ids uuid[] not null,
  primary key (authority_id, id),
  foreign key (authority_id, organization_id) references organizations (authority_id, id)
);
create index organization_events_by_organization on organization_events (authority_id, organization_id, happened_on);
`;

export const organizations: Migration = {
  async up(db: Kysely<unknown>) {
    await runStatements(db, TABLES);
    await protectTable(db, 'organizations', 'select, insert, update');
    await protectTable(db, 'organization_memberships', 'select, insert, update');
    await protectTable(db, 'organization_contacts', 'select, insert, update');
    await protectTable(db, 'organization_events', 'select, insert');
  },
};
