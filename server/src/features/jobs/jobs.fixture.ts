import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from '../../testing/server.fixture.ts';

export type JobView = Awaited<ReturnType<Browser['api']['jobs']['get']>>;

export const over = (job: JobView): boolean => ['done', 'failed', 'cancelled'].includes(job.state);

/** Asks for a job until it is so far. */
export async function untilJob(who: Browser, jobId: string, is: (job: JobView) => boolean): Promise<JobView> {
  for (let tries = 0; tries < 600; tries++) {
    const job = await who.api.jobs.get({ jobId });
    if (is(job)) return job;
    await sleep(30);
  }
  throw new Error(`it did not come to that: ${JSON.stringify(await who.api.jobs.get({ jobId }))}`);
}
