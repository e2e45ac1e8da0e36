import type { Token } from '../lexer/token.ts';
import type { Match, TermOf } from './term.ts';

type Ordinal = Omit<TermOf<'ordinal'>, 'start' | 'end' | 'gap'>;

/** More places than any group has bodies. */
export const LAST_PLACE = 999;

const isRank = (token: Token | undefined): boolean => ['名', '位', '名次', '位次'].includes(token?.text ?? '');

/** 第1名, 第2至5名, 前三名, 排名第一: places in a ranking, first and last. */
export function ordinalAt(tokens: readonly Token[], at: number): Match<Ordinal> | undefined {
  let i = at;
  while ((tokens[i]?.sense === 'ordinal' || tokens[i]?.text === '前') && i < at + 3) i++;
  if (i === at) return bareRange(tokens, at);
  const leads = tokens[i - 1]?.text ?? '';
  const number = tokens[i];
  if (number?.kind !== 'number' || number.value === undefined || BACKWARD.some((word) => leads.endsWith(word)))
    return undefined;
  return places(tokens, i, number.value) ?? single(tokens, at, i, number.value, leads);
}

/** 后三名, 倒数第一: counted from the end. */
const BACKWARD = ['后', '倒数', '倒数第', '末'];

/** 第2至5名, 第四至第十名. */
function places(tokens: readonly Token[], i: number, from: number): Match<Ordinal> | undefined {
  if (tokens[i + 1]?.kind !== 'range' && tokens[i + 1]?.kind !== 'pause') return undefined;
  const upper = tokens[i + 2]?.text === '第' ? i + 3 : i + 2;
  if (tokens[upper]?.kind !== 'number' || !isRank(tokens[upper + 1])) return undefined;
  return { value: { type: 'ordinal', from, to: tokens[upper]?.value ?? 0 }, next: upper + 2 };
}

function single(
  tokens: readonly Token[],
  at: number,
  i: number,
  value: number,
  leads: string,
): Match<Ordinal> | undefined {
  if (!isRank(tokens[i + 1])) {
    const said = leads.startsWith('排名第') || leads === '位列' || (at < i - 1 && leads.endsWith('第'));
    return said ? { value: { type: 'ordinal', from: value, to: value }, next: i + 1 } : undefined;
  }
  const after = (tokens[i + 2]?.text ?? '') + (tokens[i + 3]?.text ?? '');
  const onward = ONWARD.some((word) => after.startsWith(word));
  return {
    value: { type: 'ordinal', from: leads.endsWith('前') ? 1 : value, to: onward ? LAST_PLACE : value },
    next: i + 2,
  };
}

const ONWARD = ['及以后', '以后', '及以下', '以下', '之后'];

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
