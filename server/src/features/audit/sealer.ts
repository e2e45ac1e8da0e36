import { type ChainDigest, chainStart, linkEntry } from '@zhunsheng/documents';
import { inTenant } from '../../database/in-tenant.ts';
import type { AnyDb, Db } from '../../database/tables.ts';
import { findHead, insertSeals, lockChain, takePending } from './audit.store.ts';

const PART = 500;

/** Links what is waiting to the chain of one authority; gives how many entries it sealed. */
export async function sealPending(db: Db, algorithm: ChainDigest): Promise<number> {
  if (!(await lockChain(db))) return 0;
  const waiting = await takePending(db, PART);
  if (waiting.length === 0) return 0;
  const found = await findHead(db);
  let head = found ?? chainStart(db.authorityId);
  const seals = waiting.map(({ id, content }) => {
    const sealed = linkEntry(head, content, algorithm);
    head = sealed;
    return { ...sealed, entryId: id };
  });
  await insertSeals(db, seals, new Date());
  return seals.length;
}

export interface Sealer {
  stop(): Promise<void>;
}

/**
 * Seals every authority's entries, within a second of their commit. Whatever goes wrong (the database is away) is told
 * and tried again; nothing is lost by it, because what is not sealed stays pending.
 */
export function startSealer(
  db: AnyDb,
  listAuthorities: () => Promise<readonly string[]>,
  algorithm: ChainDigest,
  onError: (error: unknown) => void,
  everyMs = 400,
): Sealer {
  let stopping = false;
  let wake: () => void = () => {};
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, everyMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const run = async (): Promise<void> => {
    while (!stopping) {
      let sealed = 0;
      try {
        for (const authorityId of await listAuthorities()) {
          sealed += await inTenant(db, authorityId, (tenant) => sealPending(tenant, algorithm));
        }
      } catch (error) {
        onError(error);
      }
      if (!stopping && sealed < PART) await pause();
    }
  };
  const running = run();
  return {
    async stop() {
      stopping = true;
      wake();
      await running;
    },
  };
}
