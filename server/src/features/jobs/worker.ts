import { setTimeout as sleep } from 'node:timers/promises';
import { Logger, type Runner, run } from 'graphile-worker';
import { inTenant } from '../../database/in-tenant.ts';
import { QUEUE_SCHEMA } from '../../database/install-queue.ts';
import type { AnyDb } from '../../database/tables.ts';
import type { Platform } from '../../http/context.ts';
import type { JobKinds } from './job-kind.ts';
import { enqueue, listOpen } from './jobs.store.ts';
import { type JobPlace, runJob } from './run-job.ts';

/** What the platform does by itself from time to time: the name is that of the queue's task. */
export interface Chore {
  readonly name: string;
  /** As in a crontab, in UTC: `17 * * * *`. */
  readonly when: string;
  readonly work: () => Promise<void>;
}

export interface WorkerSettings {
  readonly platform: Platform;
  readonly kinds: JobKinds;
  readonly authorities: () => Promise<readonly string[]>;
  readonly chores?: readonly Chore[];
  readonly onError: (error: unknown) => void;
}

export interface Worker {
  /** Interrupts what runs, which goes on after the next start, and ends. */
  stop(): Promise<void>;
}

const silent = new Logger(() => () => {});
/** One job does not starve another, and the processors stay free for people. */
const CONCURRENCY = 2;
const RESTART_MS = 2_000;

/** After a start every job that is not over is due: the queue may still believe that a killed process is at it. */
async function makeOpenDue(app: AnyDb, authorities: readonly string[]): Promise<void> {
  for (const authorityId of authorities) {
    await inTenant(app, authorityId, async (db) => {
      for (const { id } of await listOpen(db)) await enqueue(db, id);
    });
  }
}

/** Works off the queue until it is stopped; when the database goes away, it comes back with it. */
export function startWorker({ platform, kinds, authorities, chores = [], onError }: WorkerSettings): Worker {
  let stopping = false;
  let runner: Runner | undefined;
  const wake = new AbortController();
  const side = { platform, kinds, stopping: () => stopping, onError };
  const tasks = Object.fromEntries(chores.map(({ name, work }) => [name, () => work()]));
  const options = {
    pgPool: platform.connections.queue,
    schema: QUEUE_SCHEMA,
    concurrency: CONCURRENCY,
    noHandleSignals: true,
    gracefulShutdownAbortTimeout: 30_000,
    pollInterval: 2_000,
    logger: silent,
    taskList: { run_job: (place: unknown) => runJob(side, place as JobPlace), ...tasks },
    crontab: chores.map(({ name, when }) => `${when} ${name}`).join('\n'),
  };

  async function once(): Promise<void> {
    await makeOpenDue(platform.connections.app, await authorities());
    if (stopping) return;
    runner = await run(options);
    if (stopping) await runner.stop();
    await runner.promise;
  }

  async function keepOn(): Promise<void> {
    while (!stopping) {
      try {
        await once();
      } catch (error) {
        if (!stopping) onError(error);
      }
      if (!stopping) await sleep(RESTART_MS, undefined, { signal: wake.signal }).catch(() => {});
    }
  }

  const running = keepOn();
  return {
    async stop() {
      stopping = true;
      wake.abort();
      await runner?.stop().catch(() => {});
      await running;
    },
  };
}
