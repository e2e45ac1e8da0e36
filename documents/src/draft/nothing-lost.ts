import type { SchemeDocument } from '@zhunsheng/core/scheme';
import type { SourceBlock, SourcePlace } from '../source-document/index.ts';
import { carriesPoints, ordinary } from './marks.ts';
import type { ReportBuilder } from './report.ts';

/** A clause without blanks, the number before it and the marks in brackets that became figures of the scheme. */
const bare = (clause: string): string =>
  ordinary(clause)
    .replace(/[\s“”"]/g, '')
    .replace(/[（(](?:满分|共|计)?\d+(?:\.\d+)?分[)）]/g, '')
    .replace(/^(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[①-⑳])+/, '');

const clausesOf = (text: string): string[] =>
  text
    .split(/[。；;，,：:\n]/)
    .map(bare)
    .filter(Boolean);

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) yield* textsIn(each);
}

/** Clauses of which something must stand in the draft: a figure in 分 with words around it. */
const matters = (clause: string): boolean =>
  clause.length >= 4 && carriesPoints(clause) && /\d分|[一二两三四五六七八九十半]分|不得分/.test(clause);

/** Slow comparisons of clauses that stand in no text as they are; beyond so many they are doubts without looking. */
const MOST_COMPARED = 400;

/**
 * The last guard: whatever the readers did, a clause with a figure in 分 that stands neither in the scheme nor in the report
 * becomes a doubt.
 */
export function doubtLost(blocks: readonly SourceBlock[], document: SchemeDocument, report: ReportBuilder): void {
  const texts = [...textsIn(document), ...textsIn(report.finish())];
  const known = new Set(texts.flatMap(clausesOf));
  const whole = bare(texts.join('\n'));
  let compared = 0;
  const look = (text: string, place: SourcePlace): void => {
    for (const clause of clausesOf(text)) {
      if (!matters(clause) || known.has(clause)) continue;
      if (compared++ < MOST_COMPARED && whole.includes(clause)) continue;
      const message = `“${clause.slice(0, 60)}”写有分值，没有读进方案。`;
      report.doubt('points-left-out', message, place, '请核对是否应写进方案。');
    }
  };
  for (const block of blocks) {
    if (block.kind === 'paragraph') look(block.text, block.place);
    else for (const cell of block.cells) look(cell.text, cell.place);
  }
}
