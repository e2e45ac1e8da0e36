import { isLetter } from '../lexer/characters.ts';
import { isNumeral } from '../lexer/numerals.ts';
import type { Token } from '../lexer/token.ts';
import { UNITS, unitName } from '../lexer/units.ts';
import type { Match, Quantity } from './term.ts';

export const isMark = (token: Token | undefined): boolean => token?.kind === 'word' && token.sense === 'mark';

/** 90%, 百分之九十, 90分, 3次, 0.5个百分点, 12: a number with what it counts. */
export function quantityAt(tokens: readonly Token[], i: number): Match<Quantity> | undefined {
  const token = tokens[i];
  if (token?.value === undefined || token.kind === 'bullet') return undefined;
  if (token.kind === 'percent') return { value: { value: token.value, unit: '%', unitType: 'percent' }, next: i + 1 };
  const after = tokens[i + 1];
  if (after?.kind === 'percent' && after.value === undefined) {
    return { value: { value: token.value, unit: after.text === '‰' ? '‰' : '%', unitType: 'percent' }, next: i + 2 };
  }
  if (isMark(after)) return { value: { value: token.value, unit: '分', unitType: 'mark' }, next: i + 2 };
  if (after?.kind !== 'unit') return { value: { value: token.value, unit: '', unitType: 'none' }, next: i + 1 };
  return measured(tokens, i, token.value, after);
}

function measured(tokens: readonly Token[], i: number, value: number, unit: Token): Match<Quantity> {
  const unitType = UNITS.get(unit.text) ?? (isLetter(unit.text[0]) ? 'measure' : 'thing');
  // 两成 is twenty per cent.
  if (unit.text === '成') return { value: { value: value * 10, unit: '%', unitType: 'percent' }, next: i + 2 };
  const noun = nounUnit(tokens, i + 1);
  return { value: { value, unit: noun?.unit ?? unitName(unit.text), unitType }, next: noun?.next ?? i + 2 };
}

/** 微克/立方米, 人次/年: a unit over a unit is one unit. */
function nounUnit(tokens: readonly Token[], i: number): { unit: string; next: number } | undefined {
  const [unit, slash, over, after] = tokens.slice(i, i + 4);
  // 4批次/千人: a round number belongs to the unit.
  if (slash?.text === '/' && over?.kind === 'number' && after?.kind === 'unit' && isNumeral(over.text[0]))
    return { unit: `${unit?.text}/${over.text}${after.text}`, next: i + 4 };
  const named = over?.kind === 'unit' || (over?.kind === 'text' && over.text.length <= 2);
  if (slash?.text !== '/' || !named) return undefined;
  return { unit: `${unit?.text}/${over.text}`, next: i + 3 };
}
