import type { Passage } from '../passage/passage.ts';
import type { Term } from '../phrases/term.ts';
import type { ReadRule, RuleReading } from '../reading.ts';
import { gradeName, isGrade, type Taken } from './bands.ts';

type Effect = NonNullable<ReadRule['effect']>;

const EFFECTS: Readonly<Record<string, Effect>> = {
  veto: 'grade',
  barred: 'noExcellent',
  forced: 'grade',
  atMost: 'atMost',
  demoted: 'atMost',
};
const ENDS: ReadonlySet<Term['type']> = new Set(['stop', 'line', 'bullet']);

interface Sentence {
  readonly from: number;
  readonly to: number;
  readonly depth: number | undefined;
}

function sentencesOf(terms: readonly Term[]): Sentence[] {
  const sentences: Sentence[] = [];
  let from = 0;
  let depth: number | undefined;
  for (let i = 0; i <= terms.length; i++) {
    const term = terms[i];
    if (term && !ENDS.has(term.type)) continue;
    if (i > from) sentences.push({ from, to: i, depth });
    depth = term?.type === 'bullet' ? term.depth : term?.type === 'line' ? undefined : depth;
    from = i + 1;
  }
  return sentences;
}

/** 一票否决, 取消评优资格, 直接定为不合格, 总分为零分: rules that overrule the points. */
export function vetoesOf(passage: Passage, taken: ReadonlySet<number>): Taken {
  const readings: RuleReading[] = [];
  const terms = new Set<number>();
  const sentences = sentencesOf(passage.terms);
  for (let n = 0; n < sentences.length; n++) {
    const sentence = sentences[n] as Sentence;
    const found = effectOf(passage, sentence, taken);
    if (!found) continue;
    for (const at of found.taken) terms.add(at);
    const listed = listAfter(passage, sentences, n) ?? listBefore(sentences, n);
    for (const each of listed ?? [sentence]) readings.push(vetoed(passage, each, found));
  }
  return { readings, terms };
}

interface Found {
  /** `item`: 单项否决 in an item with marks takes these alone. */
  readonly effect: Effect | 'item';
  readonly grade?: string;
  readonly taken: readonly number[];
  readonly uncertain?: string;
}

function effectOf(passage: Passage, { from, to }: Sentence, taken: ReadonlySet<number>): Found | undefined {
  const total = passage.terms.slice(from, to).some((t) => t.type === 'word' && t.sense === 'total');
  const zeroAt = range(from, to).find((i) => passage.terms[i]?.type === 'zero');
  const markedAt = range(from, to).filter((i) => isVeto(passage.terms[i]) && !taken.has(i));
  if (markedAt.length === 0)
    return total && zeroAt !== undefined ? { effect: 'zero', taken: [zeroAt] } : fileGrade(passage, from, to);
  if (zeroAt !== undefined && total) return { effect: 'zero', taken: [zeroAt] };
  const strongest = passage.terms[markedAt[0] as number];
  if (strongest?.type !== 'word') return undefined;
  const grade = gradeAfter(passage, markedAt[0] as number, to);
  if (strongest.sense === 'demoted')
    return { effect: 'atMost', taken: markedAt, uncertain: '降级处理降到哪一等次，请确认' };
  if (strongest.sense === 'veto') return bareVeto(passage, markedAt, from, to);
  const effect = EFFECTS[strongest.sense] ?? 'grade';
  // 视为 and 即为 force a grade only where one follows.
  if (effect !== 'noExcellent' && grade === undefined) return undefined;
  return { effect, taken: markedAt, ...(grade !== undefined && effect !== 'noExcellent' && { grade }) };
}

function bareVeto(passage: Passage, markedAt: readonly number[], from: number, to: number): Found | undefined {
  if (ofItem(passage, markedAt[0] as number)) return { effect: 'item', taken: markedAt };
  const forced = range(from, to).find((i) => senseOf(passage.terms[i]) === 'forced');
  const grade = forced === undefined ? undefined : gradeAfter(passage, forced, to);
  if (grade !== undefined) return { effect: 'grade', grade, taken: markedAt };
  // 一票否决,取消评优资格: the sentence itself says what follows.
  if (markedAt.some((i) => senseOf(passage.terms[i]) === 'barred')) return { effect: 'noExcellent', taken: markedAt };
  return { effect: 'grade', taken: markedAt, uncertain: '一票否决的后果没有写明，请确认是总分归零还是定为某一等次' };
}

const ITEM_WORDS = ['单项', '该项', '本项', '此项'];

function ofItem(passage: Passage, at: number): boolean {
  const own = passage.terms[at];
  const after = passage.terms[at + 1];
  const words = passage.text.slice((own?.start ?? 0) - 2, after?.end ?? own?.end);
  return passage.source.points !== undefined && ITEM_WORDS.some((word) => words.includes(word));
}

const senseOf = (term: Term | undefined): string | undefined => (term?.type === 'word' ? term.sense : undefined);
const isVeto = (term: Term | undefined): boolean => EFFECTS[senseOf(term) ?? ''] !== undefined;
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

function gradeAfter(passage: Passage, at: number, to: number): string | undefined {
  const own = passage.terms[at];
  const text = own ? passage.text.slice(own.start, own.end) : '';
  for (const grade of ['不合格', '不达标', '不称职', '未完成', '基本合格', '末等'])
    if (text.includes(grade)) return grade;
  if (text.endsWith('合格')) return '合格';
  if (text.endsWith('差')) return '差';
  for (let i = at + 1; i < Math.min(to, at + 4); i++) {
    const term = passage.terms[i];
    if (term?.type === 'word' && (term.sense === 'grade' || isGrade(term.text) || term.text === '未完成'))
      return gradeName(term.text);
  }
  return undefined;
}

/** 主体不适格 不合格卷: a row whose last cell names the failing grade. */
function fileGrade(passage: Passage, from: number, to: number): Found | undefined {
  const last = passage.terms[to - 1];
  const named = senseOf(last) === 'grade' && last?.type === 'word' && last.text.startsWith('不合格');
  const cell = passage.terms[to - 2]?.type === 'cell' || last?.gap === true;
  const row =
    last && ['\n', undefined].includes(passage.text[last.end]) && (passage.terms[from]?.start ?? 0) > passage.firstLine;
  if (!named || !cell || !row || last?.type !== 'word') return undefined;
  return { effect: 'grade', grade: gradeName(last.text), taken: [to - 1] };
}

const LISTS = ['下列', '以下', '如下', '之一'];

/** 有下列情形之一的,一票否决:(一)…(二)…: one veto for each line of the list. */
function listAfter(passage: Passage, sentences: readonly Sentence[], n: number): Sentence[] | undefined {
  const sentence = sentences[n] as Sentence;
  const words = passage.text.slice(passage.terms[sentence.from]?.start, passage.terms[sentence.to - 1]?.end);
  if (!LISTS.some((word) => words.includes(word))) return undefined;
  const first = sentences[n + 1];
  if (first?.depth === undefined) return undefined;
  const list: Sentence[] = [];
  for (let i = n + 1; i < sentences.length && sentences[i]?.depth === first.depth; i++) {
    const each = sentences[i] as Sentence;
    const fresh = passage.terms[each.from - 1]?.type === 'bullet';
    if (fresh) list.push(each);
  }
  return list.length > 0 ? list : undefined;
}

const INLINE_DEPTH = 6;

/** 一是…;二是…,被一票否决: the whole row of 一是 二是. */
function listBefore(sentences: readonly Sentence[], n: number): Sentence[] | undefined {
  let first = n;
  while (sentences[first]?.depth === INLINE_DEPTH && sentences[first - 1]?.depth === INLINE_DEPTH) first--;
  return first < n ? sentences.slice(first, n + 1) : undefined;
}

const WHEN_LIMIT = 60;

function vetoed(passage: Passage, { from, to }: Sentence, found: Found): RuleReading {
  const span = { start: passage.terms[from]?.start ?? 0, end: passage.terms[to - 1]?.end ?? 0 };
  const words = passage.text.slice(span.start, span.end).slice(0, WHEN_LIMIT);
  if (found.effect === 'item') return { rule: { kind: 'zeroItem', when: words }, span };
  const rule = {
    kind: 'veto' as const,
    effect: found.effect,
    when: passage.text.slice(span.start, span.end).slice(0, WHEN_LIMIT),
    ...(found.grade !== undefined && { grade: found.grade }),
  };
  return { rule, span, ...(found.uncertain !== undefined && { uncertain: found.uncertain }) };
}
