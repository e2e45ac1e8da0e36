import type { Span } from '../../values/index.ts';
import type { Term, TermOf } from '../phrases/term.ts';
import type { Passage } from './passage.ts';

/** One figure of the text with the words that it depends on. */
export interface Statement {
  readonly term: Term;
  readonly at: number;
  /** Where its own words begin, after the figure before it. */
  readonly from: number;
  /** The terms before it back to the last figure or the beginning of its sentence (or of the cell before). */
  readonly condition: readonly Term[];
  readonly sentence: number;
  readonly part: number;
  /** Another figure stands before it in the same sentence, with these words between them. */
  readonly follows?: Statement;
  readonly span: Span;
}

const FIGURES: ReadonlySet<Term['type']> = new Set([
  'score',
  'zero',
  'exhaust',
  'bound',
  'proportion',
  'mark',
  'formula',
]);

export const isFigure = (term: Term): boolean =>
  FIGURES.has(term.type) || (term.type === 'word' && WORD_FIGURES.has(term.sense));

const WORD_FIGURES: ReadonlySet<string> = new Set(['proportion', 'relative', 'spared', 'exempt']);

const BOUNDARIES: ReadonlySet<Term['type']> = new Set(['stop', 'line', 'cell', 'bullet']);
const isWordless = (terms: readonly Term[]): boolean => terms.every((t) => t.type !== 'text' && !carries(t));
const carries = (t: Term): boolean =>
  t.type === 'threshold' ||
  t.type === 'date' ||
  t.type === 'count' ||
  t.type === 'ordinal' ||
  (t.type === 'word' && t.sense !== 'adverb');

/** Every figure with its condition. A sentence without words of its own (每次扣5分 in the next cell) takes those before it. */
export function statementsOf(passage: Passage): Statement[] {
  const statements: Statement[] = [];
  let left = 0;
  let pending: readonly Term[] = [];
  let last: Statement | undefined;
  passage.terms.forEach((term, at) => {
    if (BOUNDARIES.has(term.type)) {
      const between = passage.terms.slice(left, at);
      if (last !== undefined || !isWordless(between)) pending = last === undefined ? between : [];
      left = at + 1;
      last = undefined;
    } else if (isFigure(term)) {
      last = statementAt(passage, at, left, pending, last);
      statements.push(last);
      left = at + 1;
    }
  });
  return statements;
}

function statementAt(
  passage: Passage,
  at: number,
  from: number,
  pending: readonly Term[],
  follows: Statement | undefined,
): Statement {
  const term = passage.terms[at] as Term;
  const own = passage.terms.slice(from, at);
  const borrowed = follows === undefined && lacksSubject(own);
  return {
    term,
    at,
    from,
    condition: borrowed ? [...pending, ...own] : own,
    sentence: passage.sentence[at] ?? 0,
    part: passage.part[at] ?? 0,
    ...(follows && { follows }),
    span: { start: (own.find((t) => t.type !== 'comma') ?? term).start, end: term.end },
  };
}

/** 未报扣10分 says what; 每次扣5分 and 酌情扣分 do not. */
const lacksSubject = (terms: readonly Term[]): boolean =>
  terms.every(
    (t) =>
      t.type !== 'text' && t.type !== 'threshold' && t.type !== 'date' && !(t.type === 'word' && SAYS.has(t.sense)),
  );

const SAYS: ReadonlySet<string> = new Set([
  'tardy',
  'overdue',
  'late',
  'negation',
  'occur',
  'lack',
  'otherwise',
  'grade',
]);

/** The last term of a kind in the condition. */
export function lastOf<T extends Term['type']>(terms: readonly Term[], type: T): TermOf<T> | undefined {
  for (let i = terms.length - 1; i >= 0; i--) if (terms[i]?.type === type) return terms[i] as TermOf<T>;
  return undefined;
}

export const hasSense = (terms: readonly Term[], ...senses: string[]): boolean =>
  terms.some((t) => t.type === 'word' && senses.includes(t.sense));

const SUBJECT_LIMIT = 40;
const DROPPED: ReadonlySet<Term['type']> = new Set(['bullet', 'cell', 'line', 'stop']);

/** The condition in the text's own words, for people: at most the last forty characters of it. */
export function subjectOf(passage: Passage, statement: Statement): string {
  const terms = statement.condition.filter((t) => !DROPPED.has(t.type));
  const words = trimmed(terms).map((t) => passage.text.slice(t.start, t.end));
  return words.join('').slice(-SUBJECT_LIMIT);
}

const EDGE: ReadonlySet<string> = new Set(['comma', 'colon', 'pause', 'open', 'close']);

function trimmed(terms: readonly Term[]): readonly Term[] {
  let start = 0;
  let end = terms.length;
  while (start < end && EDGE.has(terms[start]?.type ?? '')) start++;
  while (end > start && (EDGE.has(terms[end - 1]?.type ?? '') || isTail(terms[end - 1] as Term))) end--;
  return terms.slice(start, end);
}

const isTail = (t: Term): boolean => t.type === 'per' || (t.type === 'word' && t.sense === 'adverb');
