/** Where a problem stands: a file with line and column, a table cell, or a path inside a document. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** A spreadsheet cell such as `Sheet1!B7`. */
  readonly cell?: string;
  /** The id of the item, rule, sheet … that is meant; what `accepted.at` names. */
  readonly id?: string;
  /** The path of keys and indexes inside a document, such as `['sheets', 0, 'indicators', 2]`. */
  readonly path?: readonly (string | number)[];
}

export type Severity = 'error' | 'warning' | 'advice';

/** A finding about something a person wrote: returned, never thrown; the message is Chinese and says how to mend it. */
export interface Diagnostic {
  /** Stable, `folder.reason`, so the code is also an address. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly place: Place;
  readonly hint?: string;
  /** Set when the scheme accepts this finding (`accepted`), with the office's reason. */
  readonly accepted?: string;
}

export const hasErrors = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some((d) => d.severity === 'error' && d.accepted === undefined);

/** Part of a text, from `start` up to but not including `end`, counted in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** For switches that must name every case: a missing one does not compile. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
