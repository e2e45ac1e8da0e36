import type { Scheme } from '@zhunsheng/core/scheme';
import { readScheme } from '@zhunsheng/documents';
import type { Db } from '../../database/tables.ts';
import { findScheme } from './schemes.store.ts';

const KEPT = 16;
/** By digest: equal digests are equal texts, so that keeping what was read can never show anything old. */
const kept = new Map<string, Scheme>();

/** A frozen version, read. */
export async function frozenScheme(db: Db, id: string): Promise<Scheme> {
  const row = await findScheme(db, id);
  const known = kept.get(row?.digest ?? '');
  if (known) return known;
  const { scheme } = readScheme(row?.content ?? '', 'scheme.yaml');
  if (!row || !scheme) throw new Error('a frozen scheme that cannot be read');
  kept.set(row.digest, scheme);
  for (const old of kept.keys()) if (kept.size > KEPT) kept.delete(old);
  return scheme;
}
