import type { SchemeDocument } from '@zhunsheng/core/scheme';
import { stringify } from 'yaml';

/** The scheme file of a draft: YAML as a clerk reads it, with a head that says where it comes from. */
export function writeScheme(document: SchemeDocument, file: string): string {
  const head = `# 由 zhunsheng draft 根据“${file.replace(/[\r\n]/g, ' ')}”起草。source 是每一项在原件里的位置；请逐项核对后再用。\n`;
  return head + stringify(document, { lineWidth: 0, blockQuote: 'literal', aliasDuplicateObjects: false });
}
