import type { Permission } from '@zhunsheng/contract';
import { newId } from '../../database/new-id.ts';
import type { Db } from '../../database/tables.ts';
import type { Actor } from '../../http/actor.ts';
import { AppError } from '../../http/app-error.ts';
import type { Context, Download } from '../../http/context.ts';
import { reachOf, refuseBeyond } from '../../http/policy.ts';
import { recordAudit } from '../audit/index.ts';
import { findFile, sendFile } from '../files/index.ts';
import { changeJob, enqueue, findJob, insertJob, type JobRow, listJobs, lockJobRow, takeSealed } from './jobs.store.ts';
import type { JobState } from './jobs.tables.ts';

type Action = 'cancel' | 'retry' | 'download';

function actionsOn({ state, cancelAsked, resultFileId }: JobRow): Action[] {
  if (state === 'queued' || (state === 'running' && !cancelAsked)) return ['cancel'];
  if (state === 'failed' || state === 'cancelled') return ['retry'];
  return resultFileId === null ? [] : ['download'];
}

const viewOf = (row: JobRow) => ({
  jobId: row.id,
  kind: row.kind,
  title: row.title,
  state: row.state,
  done: row.done,
  total: row.total,
  cancelAsked: row.cancelAsked,
  result: row.result === null ? null : JSON.parse(row.result),
  error: row.error,
  diagnostics: JSON.parse(row.diagnostics),
  requestedAt: row.requestedAt.toISOString(),
  startedAt: row.startedAt?.toISOString() ?? null,
  finishedAt: row.finishedAt?.toISOString() ?? null,
  actions: actionsOn(row),
});

export async function listOwn(db: Db, actor: Actor, state: JobState | undefined, page: number, pageSize: number) {
  const { total, rows } = await listJobs(db, actor.accountId, state, page, pageSize);
  return { total, entries: rows.map(viewOf) };
}

/** A job of somebody else is refused like one that does not exist. */
function own(row: JobRow | undefined, actor: Actor): JobRow {
  if (row?.requestedBy !== actor.accountId) throw new AppError('jobs.not-found');
  return row;
}

export const getOwn = async (db: Db, actor: Actor, id: string) => viewOf(own(await findJob(db, id), actor));

export interface NewJob {
  readonly kind: string;
  readonly title: string;
  /** What the endpoint asked for; asked for again when the job is retried. */
  readonly permission: Permission;
  readonly input: Readonly<Record<string, unknown>>;
  readonly fileId?: string;
  /** The kind of the audit entry. */
  readonly audit: string;
}

/** Asks for a job: its row, its place in the queue and its audit entry are there together or not at all. */
export async function startJob({ db, actor, recorder, reach, platform }: Context, job: NewJob) {
  const { kind, title, permission, input, fileId = null } = job;
  const id = newId();
  await insertJob(db, {
    id,
    kind,
    title,
    permission,
    input: JSON.stringify(input),
    inputFileId: fileId,
    reach: [...reach.paths],
    requestedBy: actor.accountId,
    requestedByName: recorder.name,
    requestedFrom: recorder.address,
    requestedAt: platform.now(),
  });
  await enqueue(db, id);
  const detail = { kind, ...input, fileId };
  await recordAudit(db, recorder, { kind: job.audit, title: `提交后台任务：${title}`, targetId: id, detail });
  return getOwn(db, actor, id);
}

/** 取消: one that waits ends at once, one that runs as soon as it looks up; nothing of its work is kept. */
export async function cancelOwn({ db, actor, recorder, platform }: Context, id: string): Promise<void> {
  const row = own(await lockJobRow(db, id), actor);
  if (row.state !== 'queued' && row.state !== 'running') throw new AppError('jobs.over');
  const over = row.state === 'queued' ? { state: 'cancelled' as const, finishedAt: platform.now() } : {};
  await changeJob(db, id, { cancelAsked: true, ...over });
  await recordAudit(db, recorder, { kind: 'jobs.cancel', title: `取消后台任务：${row.title}`, targetId: id });
}

/** 重试: by whoever may still ask for it. What failed left nothing behind, so it begins anew. */
export async function retryOwn({ db, actor, recorder }: Context, id: string): Promise<void> {
  const row = own(await lockJobRow(db, id), actor);
  if (row.state !== 'failed' && row.state !== 'cancelled') throw new AppError('jobs.not-failed');
  refuseBeyond(reachOf(actor, row.permission), row.reach);
  const anew = { state: 'queued', cancelAsked: false, attempts: 0, error: null, finishedAt: null } as const;
  await changeJob(db, id, { ...anew, diagnostics: '[]' });
  await enqueue(db, id);
  await recordAudit(db, recorder, { kind: 'jobs.retry', title: `重试后台任务：${row.title}`, targetId: id });
}

export async function downloadOwn({ db, actor, platform }: Context, id: string): Promise<Download> {
  const row = own(await findJob(db, id), actor);
  const file = row.resultFileId === null ? undefined : await findFile(db, row.resultFileId);
  if (!file) throw new AppError('jobs.no-result');
  return sendFile(platform.contents, db.authorityId, file);
}

/** What a job of one's own made to be seen once; gone afterwards. */
export async function takeSealedOf(db: Db, actor: Actor, kind: string, id: string): Promise<string> {
  const row = own(await findJob(db, id), actor);
  const sealed = row.kind === kind ? await takeSealed(db, id) : null;
  if (sealed === null) throw new AppError('jobs.no-result');
  return sealed;
}
