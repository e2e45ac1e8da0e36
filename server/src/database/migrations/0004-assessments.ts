import type { Kysely, Migration } from 'kysely';
import { protectTable, runStatements } from './protect-table.ts';

const TABLES = `
-- a published version never changes: there is no right to update it
create table schemes (
  authority_id uuid not null references authorities,
  id uuid not null,
  key text not null,
  version integer not null,
  title text not null,
  year integer not null,
  digest text not null,
  content text not null,
  created_at timestamptz not null,
  primary key (authority_id, id),
  unique (authority_id, key, version)
);

create table assessments (
  authority_id uuid not null,
  id uuid not null,
  scheme_id uuid not null,
  title text not null,
  year integer not null,
  as_of date not null,
  -- holidays and day of account, as assessment.yaml holds them
  settings text not null,
  created_at timestamptz not null,
  primary key (authority_id, id),
  foreign key (authority_id, scheme_id) references schemes (authority_id, id)
);

create table assessment_subjects (
  authority_id uuid not null,
  assessment_id uuid not null,
  subject_id text not null,
  place integer not null,
  organization_id uuid not null,
  content text not null,
  primary key (authority_id, assessment_id, subject_id),
  foreign key (authority_id, assessment_id) references assessments (authority_id, id),
  foreign key (authority_id, organization_id) references organizations (authority_id, id)
);

-- the record is written once; what was wrong is withdrawn by a later entry
create table assessment_facts (
  authority_id uuid not null,
  assessment_id uuid not null,
  place integer not null,
  subject_id text not null,
  content text not null,
  primary key (authority_id, assessment_id, place),
  foreign key (authority_id, assessment_id, subject_id)
    references assessment_subjects (authority_id, assessment_id, subject_id)
);

alter table grants add foreign key (authority_id, assessment_id) references assessments (authority_id, id);
`;

export const assessments: Migration = {
  async up(db: Kysely<unknown>) {
    await runStatements(db, TABLES);
    await protectTable(db, 'schemes', 'select, insert');
    await protectTable(db, 'assessments', 'select, insert');
    await protectTable(db, 'assessment_subjects', 'select, insert');
    await protectTable(db, 'assessment_facts', 'select, insert');
  },
};
