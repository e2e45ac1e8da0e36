import { stringify } from 'yaml';
import type { Draft } from './draft-text.ts';

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 200);

/** What has no line of its own in the document: assumptions, and doubts about the whole rather than an item. */
function remarks({ report }: Draft): string[] {
  const assumed = report.assumed.map(({ text, reason }) => `假定：${text}（${reason}）`);
  const uncertain = report.uncertain.map(({ message, place }) => {
    const at = place.cell ?? (place.line === undefined ? '' : `第${place.line}行`);
    return `存疑：${at === '' ? '' : `${at}，`}${message}`;
  });
  return [...assumed, ...uncertain].map((line) => `# ${oneLine(line)}`);
}

/** The scheme file of a draft: YAML as a clerk reads it, with a head that says where it comes from and what is open. */
export function writeScheme(draft: Draft, file: string): string {
  const head = [
    `# 由 zhunsheng draft 根据“${oneLine(file)}”起草。source 是每一项在原件里的位置；请逐项核对后再用，核对过的说明可以删去。`,
    ...remarks(draft),
  ];
  const body = stringify(draft.document, { lineWidth: 0, blockQuote: 'literal', aliasDuplicateObjects: false });
  return `${head.join('\n')}\n\n${body}`;
}
