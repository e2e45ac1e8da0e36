import type { Scheme } from '../scheme/index.ts';
import type { Diagnostic } from '../values/index.ts';
import type { Fact, Subject } from './inputs/index.ts';
export function checkFacts(_scheme: Scheme, _subjects: readonly Subject[], _facts: Iterable<Fact>): Diagnostic[] {
  return [];
}
