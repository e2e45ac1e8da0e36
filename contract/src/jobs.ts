import { z } from 'zod';
import { endpoint, refusals } from './endpoint.ts';
import { diagnostic, id, moment, pageOf, paging } from './shapes.ts';

export const jobsErrors = refusals({
  'jobs.not-found': { status: 404, message: '没有这项后台任务。' },
  'jobs.over': { status: 409, message: '这项任务已经结束，不能取消。' },
  'jobs.not-failed': { status: 409, message: '只有失败或者取消了的任务才能重试。' },
  'jobs.no-result': { status: 404, message: '这项任务没有可以下载的结果。' },
});

export const jobState = z.enum(['queued', 'running', 'done', 'failed', 'cancelled']);

/** 后台任务 as its owner sees it. */
export const job = z.object({
  jobId: id,
  /** What it does: `organizations.import`. */
  kind: z.string(),
  title: z.string(),
  state: jobState,
  /** How far it is; `total` is 0 as long as it is not known. */
  done: z.number().int(),
  total: z.number().int(),
  /** Its owner asked for its end, which comes within a moment. */
  cancelAsked: z.boolean(),
  /** Figures of what was done. */
  result: z.record(z.string(), z.unknown()).nullable(),
  /** Why it failed, for its owner. */
  error: z.string().nullable(),
  diagnostics: z.array(diagnostic),
  requestedAt: moment,
  startedAt: moment.nullable(),
  finishedAt: moment.nullable(),
  actions: z.array(z.enum(['cancel', 'retry', 'download'])),
});

const own = { kind: 'session' } as const;
const one = z.strictObject({ jobId: id });

/** 后台任务: work that takes its time, each seen by whoever asked for it. */
export const jobs = {
  list: endpoint({
    method: 'GET',
    path: '/api/jobs',
    title: '查询自己的后台任务',
    access: own,
    input: z.strictObject({ ...paging, state: jobState.optional() }),
    output: pageOf(job),
    errors: [],
  }),
  get: endpoint({
    method: 'GET',
    path: '/api/jobs/:jobId',
    title: '查看后台任务的进度',
    access: own,
    input: one,
    output: job,
    errors: ['jobs.not-found'],
  }),
  cancel: endpoint({
    method: 'POST',
    path: '/api/jobs/:jobId/cancel',
    title: '取消后台任务',
    access: own,
    input: one,
    output: job,
    errors: ['jobs.not-found', 'jobs.over'],
    audit: 'jobs.cancel',
  }),
  retry: endpoint({
    method: 'POST',
    path: '/api/jobs/:jobId/retry',
    title: '重试后台任务',
    access: own,
    input: one,
    output: job,
    errors: ['jobs.not-found', 'jobs.not-failed'],
    audit: 'jobs.retry',
  }),
  download: endpoint({
    method: 'GET',
    path: '/api/jobs/:jobId/result',
    title: '下载后台任务的结果',
    access: own,
    input: one,
    output: z.string(),
    errors: ['jobs.not-found', 'jobs.no-result', 'files.destroyed', 'files.damaged'],
    download: true,
  }),
};
