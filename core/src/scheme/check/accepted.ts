import type { Diagnostic } from '../../values/index.ts';
import type { Scheme } from '../scheme.ts';
import { find, newCheck } from './findings.ts';

type Accepted = NonNullable<Scheme['document']['accepted']>[number];

const accepts = (entry: Accepted, { code, place }: Diagnostic): boolean =>
  entry.code === code && (entry.at === undefined || entry.at === place.id);

/** The findings of any check, each that the scheme accepts with the office's reason; it no longer counts as open. */
export function markAccepted(scheme: Scheme, found: readonly Diagnostic[]): Diagnostic[] {
  const accepted = scheme.document.accepted ?? [];
  return found.map((finding) => {
    const entry = accepted.find((a) => accepts(a, finding));
    return entry ? { ...finding, accepted: entry.reason } : finding;
  });
}

/** Entries of `accepted` that no finding needs; `found` holds the findings of every check. */
export function checkAccepted(scheme: Scheme, found: readonly Diagnostic[]): Diagnostic[] {
  const check = newCheck(scheme);
  (scheme.document.accepted ?? []).forEach((entry, i, all) => {
    const needed = found.some((f) => accepts(entry, f) && all.findIndex((a) => accepts(a, f)) === i);
    if (needed) return;
    const message = `已接受的问题“${entry.code}”${entry.at ? `（${entry.at}）` : ''}并不存在。`;
    find(check, 'advice', 'accepted-not-found', { path: ['accepted', i] }, message, '问题已改正，请删去这一条。');
  });
  return check.found;
}
