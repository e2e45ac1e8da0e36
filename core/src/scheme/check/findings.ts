import type { Diagnostic, Points, Severity } from '../../values/index.ts';
import { sayPoints } from '../../values/index.ts';
import type { DocumentPath, Scheme } from '../scheme.ts';

/** What a check works on and where it puts what it finds. */
export interface Check {
  readonly scheme: Scheme;
  readonly found: Diagnostic[];
  readonly say: (points: Points) => string;
}

export const newCheck = (scheme: Scheme): Check => ({
  scheme,
  found: [],
  say: (points) => sayPoints(points, scheme.decimals),
});

/** Where a finding stands: its path in the document and the id that `accepted.at` can name. */
export interface At {
  readonly path: DocumentPath;
  readonly id?: string;
}

export function find(check: Check, severity: Severity, code: string, at: At, message: string, hint?: string): void {
  const place = { path: at.path, ...(at.id !== undefined && { id: at.id }) };
  check.found.push({ code: `scheme.${code}`, severity, message, place, ...(hint !== undefined && { hint }) });
}
