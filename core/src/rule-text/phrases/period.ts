import type { Token } from '../lexer/token.ts';
import type { Match, TermOf } from './term.ts';

type Period = TermOf<'period'>['period'];

/** The word that decides, longest first: 每半年 is no 年. */
const WORDS: readonly (readonly [string, Period])[] = [
  ['半年', '半年'],
  ['季', '季'],
  ['月', '月'],
  ['周', '周'],
  ['星期', '周'],
  ['年', '年'],
];

/** 每季度, 全年, 按月: how often something is asked for. 每月 right before a verb is what the figure is taken for. */
export function periodAt(tokens: readonly Token[], i: number): Match<{ type: 'period'; period: Period }> | undefined {
  const token = tokens[i];
  if (token?.kind !== 'word' || token.sense !== 'period') return undefined;
  const period = WORDS.find(([word]) => token.text.includes(word))?.[1];
  return period && { value: { type: 'period', period }, next: i + 1 };
}
