import type { Diagnostic } from '../../values/index.ts';
import type { Scheme } from '../scheme.ts';
export function checkScheme(_scheme: Scheme): Diagnostic[] {
  return [];
}
