import type { Diagnostic } from '../../values/index.ts';
import type { Scheme } from '../scheme.ts';
import { checkCalendar } from './calendar.ts';
import { checkCopies } from './copies.ts';
import { find, newCheck } from './findings.ts';
import { checkGrading } from './grading.ts';
import { checkDuplicateIds, checkReferences } from './ids.ts';
import { checkMarks, checkSheetsOnce, checkWeights } from './marks.ts';
import { checkPanels } from './panels.ts';
import { checkCycles, checkRules } from './rules.ts';
import { checkUnconfirmed } from './unconfirmed.ts';

/**
 * Checks a scheme before anybody is scored by it: all findings at once, each with code, place and hint.
 *
 * A finding that the scheme accepts carries the office's reason and no longer counts as an error.
 */
export function checkScheme(scheme: Scheme): Diagnostic[] {
  const check = newCheck(scheme);
  checkDuplicateIds(check);
  checkReferences(check);
  checkSheetsOnce(check);
  checkMarks(check);
  checkWeights(check);
  checkRules(check);
  checkCycles(check);
  checkPanels(check);
  checkGrading(check);
  checkCalendar(check);
  checkCopies(check);
  checkUnconfirmed(check);
  const accepted = scheme.document.accepted ?? [];
  const used = new Set<number>();
  const result = check.found.map((finding) => {
    const at = accepted.findIndex((a) => a.code === finding.code && (a.at === undefined || a.at === finding.place.id));
    if (at < 0) return finding;
    used.add(at);
    return { ...finding, accepted: accepted[at]!.reason };
  });
  const unused = newCheck(scheme);
  accepted.forEach((a, i) => {
    if (used.has(i)) return;
    const message = `已接受的问题“${a.code}”${a.at ? `（${a.at}）` : ''}并不存在。`;
    find(unused, 'advice', 'accepted-not-found', { path: ['accepted', i] }, message, '问题已改正，请删去这一条。');
  });
  return [...result, ...unused.found];
}
