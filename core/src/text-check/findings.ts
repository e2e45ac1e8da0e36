import type { DocumentPath, Scheme } from '../scheme/index.ts';
import { type Diagnostic, type Points, type Severity, sayPoints } from '../values/index.ts';
import { type Passage, passagesOf } from './passages/passage.ts';

/** What the text checks work on and where they put what they find. */
export interface TextCheck {
  readonly scheme: Scheme;
  /** Every item with a sentence, in reading order, and the scheme's own text last. */
  readonly passages: readonly Passage[];
  readonly found: Diagnostic[];
  readonly say: (points: Points) => string;
}

export const newTextCheck = (scheme: Scheme): TextCheck => ({
  scheme,
  passages: passagesOf(scheme),
  found: [],
  say: (points) => sayPoints(points, scheme.decimals),
});

/** Where a finding stands: its path in the document and the id that `accepted.at` can name. */
export interface At {
  readonly path: DocumentPath;
  readonly id?: string;
}

/** What is found, in the words of the person who has to mend it. */
export interface Finding {
  readonly code: `text-check.${string}`;
  readonly severity: Severity;
  readonly message: string;
  readonly hint: string;
}

export function find(check: TextCheck, at: At, { code, severity, message, hint }: Finding): void {
  check.found.push({
    code,
    severity,
    message,
    place: { path: at.path, ...(at.id !== undefined && { id: at.id }) },
    hint,
  });
}
