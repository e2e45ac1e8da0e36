import type { Token } from '../lexer/token.ts';
import type { Match, TermOf } from './term.ts';

type Ordinal = Omit<TermOf<'ordinal'>, 'start' | 'end' | 'gap'>;

const isRank = (token: Token | undefined): boolean => ['名', '位', '名次', '位次'].includes(token?.text ?? '');

/** 第1名, 第2至5名, 前三名, 排名第一: places in a ranking, first and last. */
export function ordinalAt(tokens: readonly Token[], at: number): Match<Ordinal> | undefined {
  let i = at;
  while ((tokens[i]?.sense === 'ordinal' || tokens[i]?.text === '前') && i < at + 3) i++;
  if (i === at) return bareRange(tokens, at);
  const leads = tokens[i - 1]?.text ?? '';
  const number = tokens[i];
  if (number?.kind !== 'number' || number.value === undefined) return undefined;
  if (leads.endsWith('后') || leads.endsWith('倒数') || leads === '倒数第' || leads === '末') return undefined;
  const range = tokens[i + 1]?.kind === 'range' || tokens[i + 1]?.kind === 'pause';
  const upper = tokens[i + 2]?.text === '第' ? i + 3 : i + 2;
  if (range && tokens[upper]?.kind === 'number' && isRank(tokens[upper + 1]))
    return { value: { type: 'ordinal', from: number.value, to: tokens[upper]?.value ?? 0 }, next: upper + 2 };
  if (!isRank(tokens[i + 1])) return undefined;
  const first = leads.endsWith('前') ? 1 : number.value;
  return { value: { type: 'ordinal', from: first, to: number.value }, next: i + 2 };
}

/** 1-3名. */
function bareRange(tokens: readonly Token[], i: number): Match<Ordinal> | undefined {
  const [low, dash, high, rank] = tokens.slice(i, i + 4);
  if (
    low?.kind !== 'number' ||
    dash?.kind !== 'range' ||
    high?.kind !== 'number' ||
    !['名', '位'].includes(rank?.text ?? '')
  )
    return undefined;
  return { value: { type: 'ordinal', from: low.value ?? 0, to: high.value ?? 0 }, next: i + 4 };
}
