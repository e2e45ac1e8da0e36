import { parseSchemeText } from '@zhunsheng/core/rule-text';
import { checkAccepted, checkScheme, markAccepted, type Scheme } from '@zhunsheng/core/scheme';
import { checkText } from '@zhunsheng/core/text-check';
import { type Diagnostic, hasErrors } from '@zhunsheng/core/values';
import { placeDiagnostics } from '../yaml/locate.ts';
import { readYaml } from '../yaml/read-yaml.ts';

/** A scheme file read and checked: the scheme when it has no error, and every diagnostic with line and column. */
export function readScheme(bytes: Uint8Array | string, file: string): { scheme?: Scheme; diagnostics: Diagnostic[] } {
  const { value, diagnostics: broken, locate } = readYaml(bytes, file);
  if (hasErrors(broken)) return { diagnostics: [...broken] };
  const { scheme, diagnostics: read } = parseSchemeText(value);
  if (!scheme) return { diagnostics: placeDiagnostics(read, locate) };
  const found = [...markAccepted(scheme, read), ...checkScheme(scheme), ...checkText(scheme)];
  return { scheme, diagnostics: placeDiagnostics([...found, ...checkAccepted(scheme, found)], locate) };
}
