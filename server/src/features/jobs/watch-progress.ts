import { inTenant } from '../../database/in-tenant.ts';
import type { AnyDb } from '../../database/tables.ts';
import type { Progress } from './job-kind.ts';
import { tellProgress } from './jobs.store.ts';

/** Its owner wants it to end. */
export class Cancelled extends Error {}

/** It has to be begun again later: the server stops, or another worker is at it. */
export class Interrupted extends Error {}

const EVERY_MS = 250;

/**
 * Makes progress visible in transactions of its own, beside the one of the work, a few times a second at most; and ends
 * the work when its owner or the server wants that.
 */
export function watch(app: AnyDb, authorityId: string, jobId: string, stopping: () => boolean): Progress {
  let toldAt = 0;
  return async (done, total) => {
    if (stopping()) throw new Interrupted('the server stops');
    if (Date.now() - toldAt < EVERY_MS) return;
    toldAt = Date.now();
    const cancelled = await inTenant(app, authorityId, (db) => tellProgress(db, jobId, done, total));
    if (cancelled) throw new Cancelled('its owner wants it to end');
  };
}
