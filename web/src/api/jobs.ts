import type { OutputOf } from '@zhunsheng/contract';
import type { jobs } from '@zhunsheng/contract/jobs';
import { api } from './client.ts';
import { Refusal } from './refusal.ts';

export type Job = OutputOf<(typeof jobs)['get']>;

export interface Following {
  /** How far it is; `total` is 0 as long as it is not known. */
  readonly report: (done: number, total: number) => void;
  /** Aborted: the server is asked to stop the job. */
  readonly signal: AbortSignal;
}

const ASK_MS = 600;
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, ASK_MS));

export const isUnderWay = ({ state }: Job): boolean => state === 'queued' || state === 'running';

/** Waits for a job to end, telling how far it is; throws why it failed, with every problem that it found. */
export async function followJob(started: Job, { report, signal }: Following): Promise<Job> {
  let job = started;
  let asked = false;
  while (isUnderWay(job)) {
    report(job.done, job.total);
    if (signal.aborted && !asked) {
      asked = true;
      await api.jobs.cancel({ jobId: job.jobId }).catch(() => undefined);
    }
    await pause();
    job = await api.jobs.get({ jobId: job.jobId });
  }
  if (job.state === 'done') return job;
  const message = job.state === 'cancelled' ? '已经取消，没有写入任何内容。' : (job.error ?? '任务没有完成。');
  throw new Refusal(422, { message, details: { diagnostics: job.diagnostics } });
}
