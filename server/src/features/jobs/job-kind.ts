import type { Diagnostic } from '@zhunsheng/core/values';
import type { Db } from '../../database/tables.ts';
import type { Platform } from '../../http/context.ts';
import type { Reach } from '../../http/policy.ts';
import type { Recorder } from '../audit/index.ts';

/**
 * Says how far some work is. It throws when the work has to end, because its owner or the whole server wants it to;
 * so it is called where everything may be dropped.
 */
export type Progress = (done: number, total: number) => Promise<void>;

/** For work that nobody watches. */
export const unwatched: Progress = async () => {};

/** What a job works with. Everything that it writes through `db` is committed together with its being done. */
export interface JobWork {
  readonly db: Db;
  readonly platform: Platform;
  readonly recorder: Recorder;
  readonly reach: Reach;
  /** As it was given when the job was asked for. */
  readonly input: unknown;
  /** The uploaded file, its digest checked. */
  file(): Promise<Buffer>;
  readonly progress: Progress;
}

export interface JobOutcome {
  /** Figures for the owner. */
  readonly result: Readonly<Record<string, unknown>>;
  readonly diagnostics?: readonly Diagnostic[];
  /** A file for the owner. */
  readonly file?: { readonly name: string; readonly type: string; readonly content: Buffer };
  /** A text that is shown once only; it must be encrypted. */
  readonly sealed?: string;
}

/** What one kind of job does. It may begin any number of times and comes to its end once. */
export type JobKind = (work: JobWork) => Promise<JobOutcome>;

/** All kinds by name: `organizations.import`. */
export type JobKinds = Readonly<Record<string, JobKind>>;
