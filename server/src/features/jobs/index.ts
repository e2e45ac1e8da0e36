/**
 * Jobs (后台任务): work that takes its time, in a queue on the same database. A job is asked for in the transaction that
 * needs it, works in one transaction that also says that it is done, and begins again after a crash.
 */
export type { JobKind, JobKinds, JobOutcome, JobWork, Progress } from './job-kind.ts';
export { unwatched } from './job-kind.ts';
export { jobsRoutes } from './jobs.routes.ts';
export { startJob, takeSealedOf } from './jobs.service.ts';
export { receiveJobFile } from './receive-job-file.ts';
export { type Chore, startWorker, type Worker } from './worker.ts';
