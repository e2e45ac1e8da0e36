/**
 * Text check (文字检查): findings that need the sentences of a scheme to be read: sums said in words, words that nobody can
 * check, one fact punished twice, contents that the burden rules bar. Stands on `rule-text`, which reads the sentences; what
 * the figures alone show is `checkScheme`'s. `docs/check.md` explains every code.
 */
import { markAccepted, type Scheme } from '../scheme/index.ts';
import type { Diagnostic } from '../values/index.ts';
import { checkBarredContents } from './burden/barred-contents.ts';
import { checkFilesAskedFor } from './burden/files-asked-for.ts';
import { newTextCheck } from './findings.ts';
import { checkCopies } from './repeats/copies.ts';
import { checkDoubleCounting } from './repeats/double-counting.ts';
import { checkMixedBase } from './sums/mixed-base.ts';
import { checkReach } from './sums/reach.ts';
import { checkStatedSums } from './sums/stated-sums.ts';
import { checkClassesNamed } from './wording/classes-named.ts';
import { checkDeadlines } from './wording/deadlines.ts';
import { checkReferences } from './wording/references.ts';
import { checkVagueWords } from './wording/vague.ts';

/**
 * Checks what the sentences of a scheme say, all findings at once; nothing here stops a scheme from running.
 *
 * A finding that the scheme accepts carries the office's reason, as with `checkScheme`.
 */
export function checkText(scheme: Scheme): Diagnostic[] {
  const check = newTextCheck(scheme);
  checkStatedSums(check);
  checkReach(check);
  checkMixedBase(check);
  checkClassesNamed(check);
  checkDeadlines(check);
  checkVagueWords(check);
  checkReferences(check);
  checkCopies(check);
  checkDoubleCounting(check);
  checkBarredContents(check);
  checkFilesAskedFor(check);
  return markAccepted(scheme, check.found);
}
