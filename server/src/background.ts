import type { FastifyBaseLogger } from 'fastify';
import { accountJobs } from './features/accounts/index.ts';
import { assessmentJobs } from './features/assessments/index.ts';
import { listAuthorities } from './features/authorities/index.ts';
import { sweepContents } from './features/files/index.ts';
import { type Chore, type JobKinds, startWorker, type Worker } from './features/jobs/index.ts';
import { organizationJobs } from './features/organizations/index.ts';
import type { Platform } from './http/context.ts';

/** Every kind of job, by name. */
const JOB_KINDS: JobKinds = { ...organizationJobs, ...accountJobs, ...assessmentJobs };

/** The server's work beside requests: the jobs that people ask for, and what has to be done from time to time. */
export function startBackground(platform: Platform, log: FastifyBaseLogger): Worker {
  const { connections, contents, now } = platform;
  const authorities = async () => (await listAuthorities(connections.app)).map((authority) => authority.authorityId);
  const sweep: Chore = {
    name: 'sweep_contents',
    when: '17 * * * *',
    async work() {
      for (const authorityId of await authorities()) {
        await sweepContents(connections.app, contents, authorityId, now());
      }
    },
  };
  const onError = (error: unknown): void => {
    const { name, code, stack } = error as Error & { code?: string };
    log.error({ code: 'jobs.worker', cause: { name, code, at: stack?.split('\n').slice(1, 6) } });
  };
  return startWorker({ platform, kinds: JOB_KINDS, authorities, chores: [sweep], onError });
}
