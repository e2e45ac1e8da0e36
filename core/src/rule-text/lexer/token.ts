import type { Span } from '../../values/index.ts';

/** What a word of scoring text does in its sentence; words that do nothing are plain text. */
export type Sense =
  | 'deduct'
  | 'penalty'
  | 'award'
  | 'add'
  | 'extra'
  | 'lastPlace'
  | 'demoted'
  | 'exempt'
  | 'spared'
  | 'most'
  | 'least'
  | 'spread'
  | 'discretion'
  | 'corresponding'
  | 'full'
  | 'mark'
  | 'zero'
  | 'exhaust'
  | 'until'
  | 'uncapped'
  | 'noNegative'
  | 'noDouble'
  | 'otherwise'
  | 'proportion'
  | 'relative'
  | 'every'
  | 'lack'
  | 'late'
  | 'tardy'
  | 'overdue'
  | 'below'
  | 'above'
  | 'occur'
  | 'act'
  | 'atLeast'
  | 'lessThan'
  | 'moreThan'
  | 'reach'
  | 'orMore'
  | 'orLess'
  | 'within'
  | 'before'
  | 'inclusive'
  | 'period'
  | 'ordinal'
  | 'declares'
  | 'share'
  | 'veto'
  | 'barred'
  | 'forced'
  | 'atMost'
  | 'grade'
  | 'is'
  | 'class'
  | 'multiplier'
  | 'total'
  | 'negation'
  | 'adverb'
  | 'example'
  | 'plain';

export type TokenKind =
  | 'number'
  | 'percent'
  | 'unit'
  | 'word'
  | 'text'
  | 'range'
  | 'compare'
  | 'equals'
  | 'times'
  | 'slash'
  | 'plus'
  | 'comma'
  | 'pause'
  | 'colon'
  | 'stop'
  | 'line'
  | 'cell'
  | 'open'
  | 'close'
  | 'bullet';

/** One piece of the text; positions count UTF-16 units, so that a reading can quote its words. */
export interface Token extends Span {
  readonly kind: TokenKind;
  readonly text: string;
  readonly sense: Sense | undefined;
  /** The value of a number; 0.5 of 半; the depth of a bullet. */
  readonly value: number | undefined;
  /** White space stands before it: in a table that lost its lines, a cell ended there. */
  readonly gap: boolean;
}

/** What a matcher of the lexer finds; the lexer adds the words and the gap. */
export type BareToken = Omit<Token, 'gap' | 'text' | 'sense' | 'value'> & Partial<Pick<Token, 'sense' | 'value'>>;
