import { canonicalJson } from '@zhunsheng/documents';
import { newId } from '../../database/new-id.ts';
import type { Db } from '../../database/tables.ts';
import { insertEntries } from './audit.store.ts';

/** Who did something, as the record keeps it; `null` for the platform itself. */
export interface Recorder {
  readonly accountId: string | null;
  readonly name: string;
  readonly address?: string | null;
}

/** What was done: the kind is `feature.verb`, the detail says what was before and after, never a secret. */
export interface AuditEvent {
  readonly kind: string;
  readonly targetId?: string | null;
  readonly title: string;
  readonly reason?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

export const PLATFORM: Recorder = { accountId: null, name: '系统' };

const text = (value: unknown): unknown => {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return value.map(text);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, text(entry)]));
  }
  return value;
};

/**
 * Puts a change on the record (审计记录), in the transaction of the change itself: there is no change without its entry,
 * and no entry without its change. The sealer links it into the chain afterwards, so that writers do not queue.
 */
export async function recordAudit(db: Db, recorder: Recorder, ...events: readonly AuditEvent[]): Promise<void> {
  const recordedAt = new Date();
  const entries = events.map((event) => {
    const id = newId();
    const targetId = event.targetId ?? null;
    const content = canonicalJson({
      id,
      authority: db.authorityId,
      recordedAt: recordedAt.toISOString(),
      kind: event.kind,
      title: event.title,
      account: recorder.accountId,
      name: recorder.name,
      address: recorder.address ?? null,
      target: targetId,
      reason: event.reason,
      detail: text(event.detail),
    });
    return { id, recordedAt, kind: event.kind, accountId: recorder.accountId, targetId, content };
  });
  for (let at = 0; at < entries.length; at += 500) await insertEntries(db, entries.slice(at, at + 500));
}
