import { OTHER_CLASSES } from '../../scheme/index.ts';
import type { Span } from '../../values/index.ts';
import type { Term, TermOf } from '../phrases/term.ts';
import type { ScoringText } from '../reading.ts';

/** 每季度不少于1次: a number that something must reach, with the clause that asks for it. */
export interface Requirement {
  readonly at: number;
  readonly value: number;
  readonly unit: string;
  readonly period?: TermOf<'period'>['period'];
  /** 每季度召开例会: no number is written, once is meant. */
  readonly implied: boolean;
  /** 中心镇不少于3件: for which class it holds. */
  readonly className?: string;
  readonly clause: Span;
  readonly sentenceStart: number;
}

/** 达到90%, 控制在5%以内: the level from which steps are counted. */
export interface Target {
  readonly at: number;
  readonly value: number;
  readonly unitType: string;
  /** The sentence up to it: what is measured. */
  readonly sentence: number;
  readonly clause: Span;
}

/** The text as terms, with what any rule of it may refer to. */
export interface Passage {
  readonly source: ScoringText;
  readonly text: string;
  /** Where the first line ends; beyond the text when it is one line. */
  readonly firstLine: number;
  readonly terms: readonly Term[];
  /** The sentence and the numbered part of each term. */
  readonly sentence: readonly number[];
  readonly part: readonly number[];
  readonly requirements: readonly Requirement[];
  readonly targets: readonly Target[];
  readonly dates: readonly (TermOf<'date'> & { readonly at: number; readonly className?: string })[];
}

const SENTENCE_ENDS: ReadonlySet<string> = new Set(['stop', 'line', 'cell', 'bullet']);

/** Terms with their sentences, parts, required numbers, targets and dates, gathered in one walk. */
export function passageOf(source: ScoringText, terms: readonly Term[]): Passage {
  const sentence: number[] = [];
  const part: number[] = [];
  const requirements: Requirement[] = [];
  const targets: Target[] = [];
  const dates: (TermOf<'date'> & { at: number; className?: string })[] = [];
  let className: string | undefined;
  let sentenceNo = 0;
  let partNo = 0;
  let sentenceStart = 0;
  const clause = new ClauseWalk();
  terms.forEach((term, at) => {
    if (SENTENCE_ENDS.has(term.type)) sentenceNo++;
    if (term.type === 'bullet') partNo++;
    sentence.push(sentenceNo);
    part.push(partNo);
    className = classAfter(term, className);
    if (term.type === 'date') dates.push({ ...term, at, ...(className !== undefined && { className }) });
    if (SENTENCE_ENDS.has(term.type)) sentenceStart = term.end;
    const level = levelOf(term, terms[at - 1]);
    const clauseSpan = { start: sentenceStart, end: term.end };
    if (level) targets.push({ ...level, at, sentence: sentenceNo, clause: clauseSpan });
    const requirement = clause.take(term, terms[at - 1], at);
    if (requirement)
      requirements.push({
        ...requirement,
        clause: widened(source.text, requirement.clause),
        ...(className !== undefined && { className }),
      });
  });
  const newline = source.text.indexOf('\n');
  const firstLine = newline < 0 ? source.text.length : newline;
  return { source, text: source.text, firstLine, terms, sentence, part, requirements, targets, dates };
}

const TARGETS: ReadonlySet<string> = new Set(['percent', 'none', 'measure', 'mark']);

function levelOf(term: Term, before: Term | undefined): Pick<Target, 'value' | 'unitType'> | undefined {
  if (term.type === 'threshold' && TARGETS.has(term.unitType)) {
    const value = term.min ?? term.max;
    return value === undefined ? undefined : { value, unitType: term.unitType };
  }
  // 结构比控制在110以内 and 达到92 are thresholds; a count after 达到 of things is a requirement.
  return term.type === 'count' && term.unitType === 'measure' && before?.type === 'word'
    ? { value: term.value, unitType: term.unitType }
    : undefined;
}

const REST = ['其他', '其它', '其余', '非'];

/** The class that a following figure holds for; 其他乡镇 and 非中心镇 are 其他, as the scheme writes the rest. */
function classAfter(term: Term, before: string | undefined): string | undefined {
  if (SENTENCE_ENDS.has(term.type)) return undefined;
  if (term.type !== 'word' || term.sense !== 'class') return before;
  return REST.some((word) => term.text.startsWith(word)) ? OTHER_CLASSES : term.text;
}

/** 随机抽取案卷3卷 is how it is looked at, nothing that is asked for. */
const SAMPLING = ['抽取', '抽查', '随机', '抽样'];

const ACTIVITIES = [
  '召开',
  '开展',
  '组织',
  '举办',
  '报送',
  '上报',
  '研究',
  '听取',
  '检查',
  '更新',
  '发布',
  '公布',
  '举行',
  '参加',
  '调度',
];

/** Follows one sentence: the period word governs the numbers after it. */
class ClauseWalk {
  private period: TermOf<'period'> | undefined;
  private start = 0;
  /** Where the words around the number begin. */
  private words = 0;
  private samples = false;
  private number = false;
  private acts = false;

  take(term: Term, before: Term | undefined, at: number): Requirement | undefined {
    if (SENTENCE_ENDS.has(term.type)) {
      const implied = this.implied(at, term.start);
      this.period = undefined;
      this.start = this.words = term.end;
      this.number = this.acts = this.samples = false;
      return implied;
    }
    if (term.type === 'comma' || term.type === 'open') return this.endClause(at, term.start);
    if (term.type === 'pause') this.words = term.end;
    if (term.type === 'period') {
      this.period = term;
      this.number = this.acts = false;
      if (before?.type === 'comma') this.start = term.start;
      return undefined;
    }
    if ((term.type === 'word' || term.type === 'text') && ACTIVITIES.some((word) => term.text.includes(word)))
      this.acts = true;
    if (term.type === 'text' && SAMPLING.some((word) => term.text.includes(word))) this.samples = true;
    return this.numbered(term, at);
  }

  private numbered(term: Term, at: number): Requirement | undefined {
    const oneEdge = term.type === 'threshold' && (term.min === undefined) !== (term.max === undefined);
    const counted = term.type === 'count' || oneEdge;
    if (term.type === 'date' || term.type === 'score' || term.type === 'zero' || term.type === 'per')
      this.number = true;
    if (!counted) return undefined;
    this.number = true;
    const value = term.type === 'count' ? term.value : (term.min ?? term.max ?? 0);
    const things = term.unitType === 'thing' || (term.unitType === 'time' && term.unit.includes('时'));
    if (!things || !Number.isInteger(value) || value < 1 || (term.type === 'count' && (!this.period || this.samples)))
      return undefined;
    return this.requirement(at, value, term.unit, term.end, false);
  }

  private requirement(at: number, value: number, unit: string, end: number, implied: boolean): Requirement {
    const period = this.period?.period;
    return {
      at,
      value,
      unit,
      implied,
      clause: { start: this.words, end },
      sentenceStart: this.start,
      ...(period && { period }),
    };
  }

  private endClause(at: number, end: number): Requirement | undefined {
    const implied = this.implied(at, end);
    this.words = end + 1;
    this.number = this.acts = false;
    if (implied) this.period = undefined;
    return implied;
  }

  private implied(at: number, end: number): Requirement | undefined {
    return this.period && this.acts && !this.number ? this.requirement(at, 1, '次', end, true) : undefined;
  }
}

const AFTER = 24;

/** The words after a number say as much about it as those before: up to the next mark. */
function widened(text: string, { start, end }: Span): Span {
  let to = end;
  while (to < text.length && to - end < AFTER && !'，。；、,;\n'.includes(text[to] ?? '')) to++;
  return { start, end: to };
}
