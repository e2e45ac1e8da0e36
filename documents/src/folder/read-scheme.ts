import { parseSchemeText } from '@zhunsheng/core/rule-text';
import { checkScheme, type Scheme } from '@zhunsheng/core/scheme';
import { type Diagnostic, hasErrors } from '@zhunsheng/core/values';
import { placeDiagnostics } from '../yaml/locate.ts';
import { readYaml } from '../yaml/read-yaml.ts';

/** A scheme file read and checked: the scheme when it has no error, and every diagnostic with line and column. */
export function readScheme(bytes: Uint8Array | string, file: string): { scheme?: Scheme; diagnostics: Diagnostic[] } {
  const { value, diagnostics: broken, locate } = readYaml(bytes, file);
  if (hasErrors(broken)) return { diagnostics: [...broken] };
  const parsed = parseSchemeText(value);
  const checked = parsed.scheme ? checkScheme(parsed.scheme) : [];
  const diagnostics = placeDiagnostics([...parsed.diagnostics, ...checked], locate);
  return parsed.scheme ? { scheme: parsed.scheme, diagnostics } : { diagnostics };
}
