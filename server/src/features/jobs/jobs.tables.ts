import type { Permission } from '@zhunsheng/contract';
import type { Generated } from 'kysely';

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

interface JobsTable {
  authorityId: string;
  id: string;
  kind: string;
  title: string;
  state: JobState;
  input: string;
  inputFileId: string | null;
  permission: Permission;
  reach: string[];
  done: Generated<number>;
  total: Generated<number>;
  cancelAsked: Generated<boolean>;
  attempts: Generated<number>;
  result: string | null;
  resultFileId: string | null;
  sealed: string | null;
  error: string | null;
  diagnostics: Generated<string>;
  requestedBy: string;
  requestedByName: string;
  requestedFrom: string | null;
  requestedAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
}

declare module '../../database/tables.ts' {
  interface Tables {
    jobs: JobsTable;
  }
}

export type NewJobRow = Pick<
  JobsTable,
  | 'id'
  | 'kind'
  | 'title'
  | 'input'
  | 'inputFileId'
  | 'permission'
  | 'reach'
  | 'requestedBy'
  | 'requestedByName'
  | 'requestedFrom'
  | 'requestedAt'
>;
