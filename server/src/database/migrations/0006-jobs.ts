import { type Kysely, type Migration, sql } from 'kysely';
import { APP_ROLE } from '../connection.ts';
import { protectTable, runStatements } from './protect-table.ts';

const TABLES = `
create table jobs (
  authority_id uuid not null references authorities,
  id uuid not null,
  kind text not null,
  title text not null,
  state text not null,
  input text not null,
  input_file_id uuid,
  -- what its owner had to hold, and over which bodies, when he asked for it
  permission text not null,
  reach text[] not null,
  done integer not null default 0,
  total integer not null default 0,
  cancel_asked boolean not null default false,
  attempts integer not null default 0,
  result text,
  result_file_id uuid,
  -- what is shown once only, encrypted until then
  sealed text,
  error text,
  diagnostics text not null default '[]',
  requested_by uuid not null,
  requested_by_name text not null,
  requested_from text,
  requested_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  primary key (authority_id, id),
  foreign key (authority_id, requested_by) references accounts (authority_id, id),
  foreign key (authority_id, input_file_id) references files (authority_id, id),
  foreign key (authority_id, result_file_id) references files (authority_id, id)
);
create index jobs_by_account on jobs (authority_id, requested_by, id);
create index jobs_open on jobs (authority_id, id) where state in ('queued', 'running');
`;

/**
 * The one thing that the application may do with the queue: make a job of its own authority due. The name of the job is
 * its key, so that it is due once, however often this is asked.
 */
const ENQUEUE = `
create function enqueue_job(job uuid) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  authority uuid := nullif(current_setting('zhunsheng.authority_id', true), '')::uuid;
begin
  if not exists (select 1 from public.jobs where authority_id = authority and id = job) then
    raise exception 'no such job';
  end if;
  perform graphile_worker.add_job(
    'run_job',
    json_build_object('authorityId', authority, 'jobId', job),
    job_key := authority || '/' || job
  );
end $$;
revoke all on function enqueue_job(uuid) from public;
`;

export const jobs: Migration = {
  async up(db: Kysely<unknown>) {
    await runStatements(db, TABLES);
    await runStatements(db, ENQUEUE);
    await sql`grant execute on function enqueue_job(uuid) to ${sql.raw(APP_ROLE)}`.execute(db);
    await protectTable(db, 'jobs', 'select, insert, update');
  },
};
