import type { Token } from '../lexer/token.ts';
import { isMark } from './quantity.ts';
import type { Match } from './term.ts';

type Marker<T extends string> = { readonly type: T };

const WINDOW = 6;

/** 扣完为止, 减完该项分值为止, 以该项分数扣完为止: marks are taken until none are left. */
export function exhaustAt(tokens: readonly Token[], i: number): Match<Marker<'exhaust'>> | undefined {
  if (tokens[i]?.sense !== 'exhaust') return undefined;
  for (let j = i + 1; j <= i + WINDOW; j++) {
    const token = tokens[j];
    if (token?.sense === 'until' || token?.text === '为限' || token?.text.startsWith('后'))
      return { value: { type: 'exhaust' }, next: j + 1 };
    if (!token || ['stop', 'line', 'cell', 'comma'].includes(token.kind)) break;
  }
  return undefined;
}

/** 不得分, 得0分, 计零分, 0分, 为0分, 扣除该项全部分值, 全部扣完: nothing is left. */
export function zeroAt(tokens: readonly Token[], i: number): Match<Marker<'zero'>> | undefined {
  const token = tokens[i];
  if (token?.sense === 'zero') return { value: { type: 'zero' }, next: i + 1 };
  if (token?.sense === 'exhaust') return { value: { type: 'zero' }, next: i + 1 };
  if (token?.sense === 'deduct') {
    const full = tokens[i + 1]?.sense === 'full' ? i + 1 : tokens[i + 2]?.sense === 'full' ? i + 2 : -1;
    return full > 0 && tokens[full + 1]?.kind !== 'percent' && tokens[full + 1]?.text !== '的'
      ? { value: { type: 'zero' }, next: full + 1 }
      : undefined;
  }
  const start = token?.sense === 'award' || ['为', '按', '是'].includes(token?.text ?? '') ? i + 1 : i;
  return nought(tokens, tokens[start]?.sense === 'is' ? start + 1 : start);
}

function nought(tokens: readonly Token[], i: number): Match<Marker<'zero'>> | undefined {
  const number = tokens[i];
  if (tokens[i - 1]?.sense === 'least') return undefined;
  if (number?.kind !== 'number' || number.value !== 0 || !isMark(tokens[i + 1])) return undefined;
  if (tokens[i + 2]?.sense === 'until') return undefined;
  return { value: { type: 'zero' }, next: tokens[i + 2]?.sense === 'award' ? i + 3 : i + 2 };
}
