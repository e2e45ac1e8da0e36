import { accounts } from './accounts.ts';
import { assessments } from './assessments.ts';
import { audit } from './audit.ts';
import { bootstrap } from './bootstrap.ts';
import { files } from './files.ts';
import { grants } from './grants.ts';
import { jobs } from './jobs.ts';
import { organizations } from './organizations.ts';
import { schemes } from './schemes.ts';
import { scores } from './scores.ts';
import { sessions } from './sessions.ts';
import { todos } from './todos.ts';

/** Every endpoint by feature and name. */
export const CONTRACT = {
  bootstrap,
  sessions,
  accounts,
  grants,
  audit,
  organizations,
  schemes,
  assessments,
  scores,
  todos,
  files,
  jobs,
} as const;

export type Contract = typeof CONTRACT;
