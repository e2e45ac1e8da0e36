import type { Diagnostic, Place } from '@zhunsheng/core/values';

/**
 * Thrown inside this package when a file cannot be read any further; the functions that read whole files catch it and
 * return its diagnostic, so that no caller ever sees it.
 */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  readonly code: string;
  readonly hint: string;
  readonly place: Place;

  constructor(code: string, message: string, hint: string, place: Place = {}) {
    super(message);
    this.code = code;
    this.hint = hint;
    this.place = place;
  }

  diagnostic(file: string): Diagnostic {
    const { code, message, hint, place } = this;
    return { code, severity: 'error', message, place: { file, ...place }, hint };
  }
}

/** Runs a reading; what proved unreadable becomes a diagnostic of the file, anything else is a bug and goes on. */
export function reading<T>(file: string, diagnostics: Diagnostic[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    diagnostics.push(error.diagnostic(file));
    return undefined;
  }
}
