import type { Token } from '../lexer/token.ts';
import { isMark } from './quantity.ts';
import type { Match } from './term.ts';

export interface Product {
  readonly type: 'proportion' | 'formula';
  readonly points?: number;
  /** Where the right side begins. */
  readonly from?: number;
}

const LONGEST = 40;
const ENDS: ReadonlySet<string> = new Set(['comma', 'stop', 'line', 'cell']);

/**
 * 得分=及时受理率×5分 is a proportion of 5; any other 得分=… is a formula that a person must write down. The equation ends at
 * the next mark.
 */
export function equationAt(tokens: readonly Token[], at: number): Match<Product> | undefined {
  const name = tokens[at];
  const signAt = tokens[at + 1]?.kind === 'equals' ? at + 1 : at + 2;
  if (tokens[signAt]?.kind !== 'equals' || !name?.text.includes('分')) return undefined;
  if (signAt === at + 2 && (tokens[at + 1]?.kind === 'comma' || tokens[at + 1]?.kind === 'stop')) return undefined;
  const end = equationEnd(tokens, signAt + 1);
  const product = simpleProduct(tokens.slice(signAt + 1, end));
  return { value: product ?? { type: 'formula', from: tokens[signAt]?.end ?? 0 }, next: end };
}

/** At the next mark, but not at a comma inside brackets. */
function equationEnd(tokens: readonly Token[], from: number): number {
  let depth = 0;
  for (let end = from; end < Math.min(tokens.length, from + LONGEST); end++) {
    const kind = tokens[end]?.kind ?? '';
    if (kind === 'open') depth++;
    if (kind === 'close') depth--;
    if (ENDS.has(kind) && !(kind === 'comma' && depth > 0)) return end;
  }
  return Math.min(tokens.length, from + LONGEST);
}

/** Ratios times one figure, either way round; the figure is in 分, or a bare number that nothing is divided by. */
function simpleProduct(terms: readonly Token[]): Product | undefined {
  if (terms.some((t) => t.kind === 'equals' || t.text.includes('+') || t.text.includes('\uff0b') || t.text === '分值'))
    return undefined;
  const figures = terms.flatMap((t, i) => (t.kind === 'number' && terms[i + 1]?.kind !== 'percent' ? [i] : []));
  const [i] = figures;
  if (i === undefined || figures.length > 1 || terms[i - 1]?.kind === 'slash') return undefined;
  const besideTimes = terms[i - 1]?.kind === 'times' || terms[isMark(terms[i + 1]) ? i + 2 : i + 1]?.kind === 'times';
  const value = terms[i]?.value;
  return besideTimes && value !== undefined ? { type: 'proportion', points: value } : undefined;
}

const RATIOS = ['率', '比例', '比率', '占比', '比重'];

/** 按整改率计分, 按实际比率得分: a share named by its measure. */
export function byRatioAt(tokens: readonly Token[], i: number): Match<Product> | undefined {
  const [by, ratio, verb] = tokens.slice(i, i + 3);
  const named = ratio?.kind === 'text' && ratio.text.length <= 12 && RATIOS.some((word) => ratio.text.endsWith(word));
  if (by?.text !== '按' || !named || verb?.sense !== 'award' || tokens[i + 3]?.value !== undefined) return undefined;
  return { value: { type: 'proportion' }, next: i + 3 };
}

/** 按完成率乘以15分计算, 净增数/目标数×4分: a product without 得分=. */
export function productAt(tokens: readonly Token[], i: number): Match<Product> | undefined {
  const number = tokens[i + 1];
  if (tokens[i]?.kind !== 'times' || number?.kind !== 'number' || number.value === undefined || !isMark(tokens[i + 2]))
    return undefined;
  return { value: { type: 'proportion', points: number.value }, next: i + 3 };
}
