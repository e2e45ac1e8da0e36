import { Readable } from 'node:stream';
import { spool } from '../../content-store/index.ts';
import { inTenant } from '../../database/in-tenant.ts';
import type { Db } from '../../database/tables.ts';
import { AppError } from '../../http/app-error.ts';
import type { Platform } from '../../http/context.ts';
import { answerOf } from '../../http/error-handler.ts';
import { type Recorder, recordAudit } from '../audit/index.ts';
import { enterFile, readWholeFile, storeContent } from '../files/index.ts';
import type { JobKinds, JobOutcome } from './job-kind.ts';
import {
  allowTime,
  changeJob,
  claimJob,
  type Ending,
  findJob,
  finishJob,
  type JobRow,
  lockJobRow,
  markRunning,
} from './jobs.store.ts';
import { Cancelled, Interrupted, watch } from './watch-progress.ts';

/** A job that breaks the process each time must not break it for ever. */
const MAX_ATTEMPTS = 3;

export interface JobPlace {
  readonly authorityId: string;
  readonly jobId: string;
}

export interface WorkerSide {
  readonly platform: Platform;
  readonly kinds: JobKinds;
  /** Whether the server is about to stop. */
  stopping(): boolean;
  /** For the operator: what is no refusal but a bug. */
  onError(error: unknown): void;
}

const recorderOf = ({ requestedBy, requestedByName, requestedFrom }: JobRow): Recorder => ({
  accountId: requestedBy,
  name: requestedByName,
  address: requestedFrom,
});

async function end(db: Db, row: JobRow, ending: Ending, now: Date): Promise<void> {
  await changeJob(db, row.id, { finishedAt: now, ...ending });
  const { id: targetId, title, kind } = row;
  const word = ending.state === 'cancelled' ? '后台任务已取消' : '后台任务失败';
  const detail = { kind, error: ending.error ?? null };
  const event = { kind: `jobs.${ending.state}`, title: `${word}：${title}`, targetId, detail };
  await recordAudit(db, recorderOf(row), event);
}

/** Takes a job on: it is running from now on for everyone who looks. `undefined` where it is over. */
async function begin(db: Db, jobId: string, now: Date): Promise<JobRow | undefined> {
  if (!(await claimJob(db, jobId))) throw new Interrupted();
  const row = await lockJobRow(db, jobId);
  if (!row || (row.state !== 'queued' && row.state !== 'running')) return undefined;
  if (row.cancelAsked) {
    await end(db, row, { state: 'cancelled' }, now);
    return undefined;
  }
  if (row.attempts >= MAX_ATTEMPTS) {
    await end(
      db,
      row,
      { state: 'failed', error: '执行中多次中断，已停止自动重试。可以在确认系统正常后手动重试。' },
      now,
    );
    return undefined;
  }
  await markRunning(db, jobId, now);
  return row;
}

async function keepFile(db: Db, { platform }: WorkerSide, row: JobRow, file: NonNullable<JobOutcome['file']>) {
  const { contents, now } = platform;
  const spooled = await spool(Readable.from([file.content]), contents.spoolFolder);
  try {
    await storeContent(contents, db.authorityId, spooled, false);
    const entry = { organizationId: null, purpose: 'jobResult', name: file.name, type: file.type } as const;
    return await enterFile(db, recorderOf(row), contents, spooled, entry, now());
  } finally {
    await spooled.discard();
  }
}

/** The work and its being done in one transaction: after a crash there is either both or neither. */
async function doWork(db: Db, side: WorkerSide, { id, kind, input, inputFileId, reach, ...row }: JobRow) {
  const { platform, kinds } = side;
  if (!(await claimJob(db, id))) throw new Interrupted();
  await allowTime(db);
  const work = kinds[kind];
  if (!work) throw new Error(`no job of the kind ${kind}`);
  const whole = { id, kind, input, inputFileId, reach, ...row };
  const outcome = await work({
    db,
    platform,
    recorder: recorderOf(whole),
    reach: { paths: reach },
    input: JSON.parse(input),
    file: () => readWholeFile(db, platform.contents, inputFileId ?? ''),
    progress: watch(platform.connections.aside, db.authorityId, id, side.stopping),
  });
  const resultFileId = outcome.file ? await keepFile(db, side, whole, outcome.file) : null;
  const finished = {
    result: JSON.stringify(outcome.result),
    diagnostics: JSON.stringify(outcome.diagnostics ?? []),
    resultFileId,
    sealed: outcome.sealed ?? null,
    finishedAt: platform.now(),
  };
  if (!(await finishJob(db, id, finished))) throw new Cancelled();
}

/** How a job ends that did not come to its end; `undefined` where it will be tried again by itself. */
function endingOf(error: unknown, onError: WorkerSide['onError']): Ending | undefined {
  if (error instanceof Interrupted) return undefined;
  if (error instanceof Cancelled) return { state: 'cancelled' };
  const { status, body } = answerOf(error, '');
  if (status === 503) return undefined;
  if (!(error instanceof AppError)) onError(error);
  const diagnostics = JSON.stringify(body.details?.diagnostics ?? []);
  return { state: 'failed', error: body.message, diagnostics };
}

/**
 * Runs one job. Whatever it throws means: try again later (the database is away, the server stops, another worker is at
 * it); every other outcome is written down and is the last.
 */
export async function runJob(side: WorkerSide, { authorityId, jobId }: JobPlace): Promise<void> {
  const { connections, now } = side.platform;
  const tenant = <T>(work: (db: Db) => Promise<T>): Promise<T> => inTenant(connections.app, authorityId, work);
  const row = await tenant((db) => begin(db, jobId, now()));
  if (!row) return;
  try {
    await tenant((db) => doWork(db, side, row));
  } catch (error) {
    const ending = endingOf(error, side.onError);
    if (ending) await tenant((db) => end(db, row, ending, now()));
    else await tenant((db) => returnToQueue(db, jobId));
    if (!ending) throw error;
  }
}

/** What was interrupted in good order is no attempt that broke off. */
async function returnToQueue(db: Db, jobId: string): Promise<void> {
  const row = await findJob(db, jobId);
  if (row?.state !== 'running') return;
  await changeJob(db, jobId, { state: 'queued', attempts: Math.max(0, row.attempts - 1) });
}
