import type { Diagnostic } from '../../values/index.ts';
import type { Scheme } from '../scheme.ts';
import { markAccepted } from './accepted.ts';
import { checkCalendar } from './calendar.ts';
import { checkCopies } from './copies.ts';
import { newCheck } from './findings.ts';
import { checkGrading } from './grading.ts';
import { checkDuplicateIds, checkReferences } from './ids.ts';
import { checkMarks, checkSheetsOnce, checkWeights } from './marks.ts';
import { checkPanels } from './panels.ts';
import { checkCycles, checkRules } from './rules.ts';
import { checkUnconfirmed } from './unconfirmed.ts';

export { checkAccepted, markAccepted } from './accepted.ts';

/**
 * Checks a scheme before anybody is scored by it: all findings at once, each with code, place and hint.
 *
 * A finding that the scheme accepts carries the office's reason and no longer counts as an error; `checkAccepted` says
 * which acceptances no check needs.
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
  return markAccepted(scheme, check.found);
}
