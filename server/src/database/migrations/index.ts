import type { Migration } from 'kysely';
import { audit } from './0001-audit.ts';
import { organizations } from './0002-organizations.ts';
import { people } from './0003-people.ts';
import { assessments } from './0004-assessments.ts';
import { files } from './0005-files.ts';
import { jobs } from './0006-jobs.ts';

/** Every change of the tables, in order. What is published here is never edited: a later file mends it. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-audit': audit,
  '0002-organizations': organizations,
  '0003-people': people,
  '0004-assessments': assessments,
  '0005-files': files,
  '0006-jobs': jobs,
};
