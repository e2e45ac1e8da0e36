import type { Passage } from '../passage/passage.ts';
import { isFigure } from '../passage/statement.ts';
import type { Term } from '../phrases/term.ts';
import type { RuleReading } from '../reading.ts';
import { gradeName, type Taken } from './bands.ts';

const word = (term: Term | undefined, ...senses: string[]): boolean =>
  term?.type === 'word' && senses.includes(term.sense);

interface Sentence {
  readonly from: number;
  readonly to: number;
}

const ENDS: ReadonlySet<Term['type']> = new Set(['stop', 'line', 'cell', 'bullet']);

function* sentencesOf(terms: readonly Term[]): Generator<Sentence> {
  let from = 0;
  for (let i = 0; i <= terms.length; i++) {
    const term = terms[i];
    if (term && !ENDS.has(term.type)) continue;
    if (i > from) yield { from, to: i };
    from = i + 1;
  }
}

/** 优秀不超过20%, 日常占20%: shares of grades and of components, in sentences that score nothing. */
export function sharesOf(passage: Passage): Taken {
  const readings: RuleReading[] = [];
  const terms = new Set<number>();
  for (const sentence of sentencesOf(passage.terms)) {
    for (const [reading, at] of [...quotas(passage, sentence), ...weights(passage, sentence)]) {
      readings.push(reading);
      terms.add(at);
    }
  }
  return { readings, terms };
}

type Found = [RuleReading, number];

/** A share is limited at the top; 不合格率 and 不满意率 are measures. */
const LOW_GRADES = new Set([
  '不合格',
  '不达标',
  '不满意',
  '较差',
  '差',
  '不称职',
  '未达标',
  '满意',
  '基本满意',
  '未完成',
]);

const SHARE_WORDS = ['比例', '不超过', '占', '控制', '以内', '总数', '按', '不得超过', '不高于'];

function quotas(passage: Passage, { from, to }: Sentence): Found[] {
  const found: Found[] = [];
  if (passage.terms.slice(from, to).some(isFigure)) return found;
  const start = passage.terms[from]?.start ?? 0;
  const end = passage.terms[to - 1]?.end ?? start;
  const words = passage.text.slice(start, end);
  if (!SHARE_WORDS.some((w) => words.includes(w))) return found;
  for (let i = from; i < to; i++) {
    const percent = percentAt(passage.terms[i]);
    if (percent === undefined) continue;
    const grade = nearestGrade(passage, i, from, to);
    if (!grade) continue;
    if (LOW_GRADES.has(grade)) continue;
    const rule = { kind: 'quota' as const, grade, percent, when: words.slice(0, 60) };
    found.push([{ rule, span: { start, end } }, i]);
  }
  return found;
}

function percentAt(term: Term | undefined): number | undefined {
  if (term?.type !== 'threshold' || term.unitType !== 'percent') return undefined;
  return term.bare ? term.min : term.max;
}

const NEAR = 30;

/** The grade named last before the percentage, else the first after it. */
function nearestGrade(passage: Passage, at: number, from: number, to: number): string | undefined {
  for (let i = at - 1; i >= Math.max(from, at - NEAR); i--) {
    const term = passage.terms[i];
    if (word(term, 'grade') && term?.type === 'word') return gradeName(term.text);
    if (percentAt(term) !== undefined) break;
  }
  for (let i = at + 1; i < Math.min(to, at + NEAR); i++) {
    const term = passage.terms[i];
    if (word(term, 'grade') && term?.type === 'word') return gradeName(term.text);
    if (percentAt(term) !== undefined) return undefined;
  }
  return undefined;
}

const NOT_NAMES = ['比例', '其中'];
const WINDOW = 6;

function weights(passage: Passage, { from, to }: Sentence): Found[] {
  const found: Found[] = [];
  const sentenceScores = passage.terms.slice(from, to).some((t) => t.type === 'score' || t.type === 'zero');
  if (sentenceScores) return found;
  found.push(...convertedWeights(passage, from, to), ...formulaWeights(passage, from, to));
  for (let i = from; i < to; i++) {
    if (!word(passage.terms[i], 'share')) continue;
    const listed = listedWeights(passage, i, from, to);
    if (listed) {
      found.push(...listed);
      break;
    }
    const at = figureAfter(passage, i, to);
    if (at === undefined) continue;
    const component = nameBefore(passage, i, from);
    if (component === undefined) continue;
    const start = component.start;
    const end = passage.terms[at]?.end ?? start;
    const { percent, marks } = shareAt(passage.terms[at] as Term);
    const rule = { kind: 'weight' as const, component: component.name, percent, when: passage.text.slice(start, end) };
    const doubt = marks ? '写的是分值，不是百分比' : undefined;
    found.push([{ rule, span: { start, end }, ...(doubt !== undefined && { uncertain: doubt }) }, at]);
  }
  return found;
}

const MOST_LISTED = 12;

/** 日常、年终、评议分别占20%、70%、10%: a share for each name, when there are as many. */
function listedWeights(passage: Passage, i: number, from: number, to: number): Found[] | undefined {
  const percents: number[] = [];
  for (let at = i + 1; at < Math.min(to, i + MOST_LISTED * 2) && percents.length < MOST_LISTED; at++) {
    const term = passage.terms[at];
    if (percentAt(term) !== undefined) percents.push(at);
    else if (term?.type !== 'pause' && !word(term, 'is', 'spread', 'adverb')) break;
  }
  if (percents.length < 2) return undefined;
  const names = namesBefore(passage, i, from).slice(-percents.length);
  if (names.length !== percents.length) return undefined;
  const span = { start: names[0]?.start ?? 0, end: passage.terms[percents.at(-1) as number]?.end ?? 0 };
  const when = passage.text.slice(span.start, span.end);
  return percents.map((at, n) => [
    {
      rule: {
        kind: 'weight' as const,
        component: names[n]?.name ?? '',
        percent: percentAt(passage.terms[at]) ?? 0,
        when,
      },
      span,
    },
    at,
  ]);
}

/** The names listed with 、 before 占, at most two clauses back. */
function namesBefore(passage: Passage, i: number, from: number): { name: string; start: number }[] {
  let at = i - 1;
  let commas = 0;
  let pauses = 0;
  while (at >= Math.max(from, i - NEAR * 2)) {
    const type = passage.terms[at]?.type;
    if (type === 'pause') pauses++;
    if (type === 'colon' || (type === 'comma' && (pauses > 0 || ++commas > 1))) break;
    at--;
  }
  const names: { name: string; start: number }[] = [];
  let start = passage.terms[at + 1]?.start ?? 0;
  for (let k = at + 1; k < i; k++) {
    const term = passage.terms[k];
    if (term?.type === 'comma') break;
    if (term?.type !== 'pause') continue;
    names.push({ name: passage.text.slice(start, term.start), start });
    start = term.end;
  }
  names.push({ name: passage.text.slice(start, passage.terms[i]?.start).replace('分别', '').trim(), start });
  return names.filter(({ name }) => name !== '');
}

const CONVERTED = ['计入', '折算', '折合'];

/** 领导评价按10%的比例计入总成绩, 日常监测满分200分,按20%折算计入总分. */
function convertedWeights(passage: Passage, from: number, to: number): Found[] {
  const found: Found[] = [];
  for (let i = from + 1; i < to; i++) {
    const percent = percentAt(passage.terms[i]);
    const by = passage.terms[i - 1];
    const end = passage.terms[i]?.end ?? 0;
    if (percent === undefined || by?.type !== 'word' || by.text !== '按') continue;
    if (!CONVERTED.some((word) => passage.text.slice(end, end + 8).includes(word))) continue;
    const start = Math.max(passage.terms[from]?.start ?? 0, by.start - LEAD);
    const name = (passage.text.slice(start, by.start).split(/[，,、（(]|满分/)[0] ?? '').trim();
    const rule = { kind: 'weight' as const, component: name, percent, when: passage.text.slice(start, end) };
    if (name !== '') found.push([{ rule, span: { start, end } }, i]);
  }
  return found;
}

/** 综合得分=平时考核得分×30%+年终考核得分×50%: the shares of an equation. */
function formulaWeights(passage: Passage, from: number, to: number): Found[] {
  const found: Found[] = [];
  if (passage.source.points !== undefined) return found;
  for (let i = from; i < to; i++) {
    const term = passage.terms[i];
    if (term?.type !== 'formula' || term.from === undefined) continue;
    let start = term.from;
    for (const part of passage.text.slice(term.from, term.end).split(/[+\uff0b]/)) {
      const [name = '', percent = ''] = part.split(/[×*]/);
      const value = Number.parseFloat(percent);
      const span = { start, end: start + part.length };
      start += part.length + 1;
      if (!percent.trim().endsWith('%') && !percent.trim().endsWith('\uff05')) continue;
      const component = name.trim().replace(/得分$/, '');
      if (component !== '' && value > 0)
        found.push([{ rule: { kind: 'weight', component, percent: value, when: part }, span }, i]);
    }
  }
  return found;
}

const shareAt = (term: Term): { percent: number; marks: boolean } =>
  term.type === 'mark'
    ? { percent: term.amount.values[0] ?? 0, marks: true }
    : { percent: percentAt(term) ?? 0, marks: false };

function figureAfter(passage: Passage, i: number, to: number): number | undefined {
  for (let at = i + 1; at < Math.min(to, i + WINDOW); at++) {
    const term = passage.terms[at];
    if (percentAt(term) !== undefined) return at;
    if (term?.type === 'mark' && term.amount.values.length === 1 && at === i + 1) return at;
    if (term?.type === 'comma') return undefined;
  }
  return undefined;
}

/** The words before 占 back to the mark before: 日常考核得分占 names 日常考核. */
function nameBefore(passage: Passage, i: number, from: number): { name: string; start: number } | undefined {
  let at = i - 1;
  while (at >= Math.max(from, i - NEAR) && !['comma', 'open', 'colon', 'pause'].includes(passage.terms[at]?.type ?? ''))
    at--;
  const start = passage.terms[at + 1]?.start ?? 0;
  const own = passage.text.slice(start, passage.terms[i]?.start);
  const found = own === '' ? leadBefore(passage.text, passage.terms[at]?.start ?? start) : { name: own, start };
  let { name } = found;
  for (const lead of NOT_NAMES) if (name.startsWith(lead)) name = name.slice(lead.length);
  for (const tail of ['分值', '得分', '情况', '权重', '所', '的'])
    if (name.endsWith(tail)) name = name.slice(0, -tail.length);
  return name === '' ? undefined : { name: name.slice(-20), start: found.start };
}

const LEAD = 40;

/** 日常监测(权重40%), 区政府领导评定。 | 占20分: the name stands before the bracket or in the cell before. */
function leadBefore(text: string, end: number): { name: string; start: number } {
  const lead = text.slice(Math.max(0, end - LEAD), end).replace(/[。|\s]+$/, '');
  const name = lead.split(/[，,。；;、：:（()）|\n]|由|和|及/).at(-1) ?? '';
  return { name: name.trim(), start: Math.max(0, end - LEAD) + lead.length - name.length };
}
