import { LEXICON } from '../lexer/lexicon.ts';
import type { Passage } from '../passage/passage.ts';
import type { Term, TermOf } from '../phrases/term.ts';
import type { RuleReading } from '../reading.ts';

/** Readings of whole phrases, and the terms that they took. */
export interface Taken {
  readonly readings: readonly RuleReading[];
  readonly terms: ReadonlySet<number>;
}

const word = (term: Term | undefined, ...senses: string[]): boolean =>
  term?.type === 'word' && senses.includes(term.sense);

/** 90分以上为优秀, 优秀(90分以上,含90分), 60分以下的为不合格: grades by the total. */
export function bandsOf(passage: Passage): Taken {
  const readings: RuleReading[] = [];
  const terms = new Set<number>();
  for (let at = 0; at < passage.terms.length; at++) {
    const found = bandAfter(passage, at) ?? bandBefore(passage, at);
    if (!found) continue;
    readings.push(found.reading);
    for (let i = at; i <= found.last; i++) terms.add(i);
    at = found.last;
  }
  return { readings, terms };
}

interface Found {
  readonly reading: RuleReading;
  readonly last: number;
}

const inMarks = (term: Term | undefined): term is TermOf<'threshold'> =>
  term?.type === 'threshold' && !term.bare && (term.unitType === 'mark' || term.unitType === 'none');

/** A figure in marks from to: 70至89分 arrives as marks. */
function rangeOf(term: Term | undefined): { min?: number; max?: number } | undefined {
  if (inMarks(term))
    return { ...(term.min !== undefined && { min: term.min }), ...(term.max !== undefined && { max: term.max }) };
  if (term?.type === 'mark' && term.amount.low !== undefined)
    return { min: term.amount.low, max: term.amount.high ?? 0 };
  return undefined;
}

const GAP = 5;

/** figure … 为 grade. */
function bandAfter(passage: Passage, at: number): Found | undefined {
  const range = rangeOf(passage.terms[at]);
  if (!range) return undefined;
  let sawIs = false;
  for (let i = at + 1; i <= at + GAP; i++) {
    const term = passage.terms[i];
    if (sawIs === false && word(term, 'forced')) {
      const grade = forcedGrade(passage, i);
      if (grade !== undefined) return band(passage, at, i, grade, range);
    }
    if (word(term, 'is') || term?.type === 'colon' || (term?.type === 'text' && term.text === '即')) sawIs = true;
    else if (sawIs) return graded(passage, at, i, range);
    else if (!passesOver(term)) return undefined;
  }
  return undefined;
}

const passesOver = (term: Term | undefined): boolean =>
  word(term, 'adverb', 'inclusive') ||
  term?.type === 'open' ||
  term?.type === 'comma' ||
  term?.type === 'close' ||
  term?.type === 'mark' ||
  term?.type === 'threshold' ||
  (term?.type === 'text' && term.text.length <= 4);

/** 低于70分的,确定为不合格等次: the verb carries the grade. */
function forcedGrade(passage: Passage, i: number): string | undefined {
  const term = passage.terms[i];
  const text = term ? passage.text.slice(term.start, term.end) : '';
  return ['不合格', '不达标', '不称职', '基本合格', '未完成', '末等', '合格'].find((grade) => text.endsWith(grade));
}

/** The grade is a known one, or whatever short name stands up to the next mark. */
function graded(passage: Passage, at: number, i: number, range: { min?: number; max?: number }): Found | undefined {
  const term = passage.terms[i];
  if (term?.type === 'score' || term?.type === 'zero') return undefined;
  if (term?.type !== 'text' && term?.type !== 'word') return undefined;
  const last = nameEnd(passage, i);
  const name = gradeName(passage.text.slice(term.start, passage.terms[last]?.end));
  const known = isGrade(name);
  if (name === '' || (!known && (name.length > 8 || NO_GRADE.some((w) => name.includes(w))))) return undefined;
  return band(passage, at, last, name, range, known ? undefined : '等次名称请确认');
}

const GRADES = new Set(LEXICON.grade.split(' '));

/** A grade that schemes commonly name. */
export const isGrade = (name: string): boolean => GRADES.has(name);

const NO_GRADE = ['分', '优秀率', '标准', '目标', '依据', '准', '每'];
const NAME_ENDS: ReadonlySet<Term['type']> = new Set([
  'comma',
  'stop',
  'line',
  'close',
  'pause',
  'cell',
  'open',
  'colon',
]);

/** The name goes up to the next mark: 平安达标县. */
function nameEnd(passage: Passage, i: number): number {
  let last = i;
  while (last - i < 3 && passage.terms[last + 1] && !NAME_ENDS.has((passage.terms[last + 1] as Term).type)) last++;
  return last;
}

const SUFFIXES = ['等次', '单位', '档次', '档级', '档', '等级', '单', '卷', '的'];

export function gradeName(name: string): string {
  const quoted = [...name].filter((c) => !'“”"「」'.includes(c)).join('');
  const suffix = SUFFIXES.find((s) => quoted.endsWith(s) && quoted.length > s.length);
  return suffix === undefined ? quoted : quoted.slice(0, -suffix.length);
}

/** grade (figure), grade:figure, grade为figure. */
function bandBefore(passage: Passage, at: number): Found | undefined {
  const grade = passage.terms[at];
  if (!word(grade, 'grade') || grade?.type !== 'word') return undefined;
  for (let i = at + 1; i <= at + GAP; i++) {
    const term = passage.terms[i];
    const range = rangeOf(term);
    if (range) return endsHere(passage, i) ? band(passage, at, i, gradeName(grade.text), range) : undefined;
    const joins = word(term, 'is', 'total', 'award', 'adverb') || ['open', 'colon', 'comma'].includes(term?.type ?? '');
    const noun = term?.type === 'text' && ['等次', '档', '单位', '得分', '分数', '考核得分', '级'].includes(term.text);
    if (!joins && !noun) return undefined;
  }
  return undefined;
}

/** 优秀,90分以上为… belongs to the next grade; 优秀(90分以上得5分) is no band. */
function endsHere(passage: Passage, i: number): boolean {
  const next = passage.terms[i + 1];
  return (
    next === undefined ||
    ['close', 'comma', 'stop', 'line', 'pause', 'cell'].includes(next.type) ||
    word(next, 'adverb')
  );
}

function band(
  passage: Passage,
  from: number,
  last: number,
  grade: string,
  range: { min?: number; max?: number },
  uncertain?: string,
): Found {
  const start = passage.terms[from]?.start ?? 0;
  const end = passage.terms[last]?.end ?? start;
  const rule = { kind: 'gradeBand' as const, grade, when: passage.text.slice(start, end), ...edges(range) };
  return { reading: { rule, span: { start, end }, ...(uncertain !== undefined && { uncertain }) }, last };
}

/** 70至89分 ends before 90; 90至100分 has no upper edge. */
function edges({ min, max }: { min?: number; max?: number }): { min?: number; max?: number } {
  if (min === undefined || max === undefined)
    return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
  if (max % 100 === 0) return { min };
  const whole = Math.floor(max);
  const nines = max !== whole || whole % 10 === 9 || whole % 5 === 4;
  return { min, max: nines ? whole + 1 : max };
}
