import type { Passage, Requirement, Target } from '../passage/passage.ts';
import { lastOf, type Statement, subjectOf } from '../passage/statement.ts';
import type { TermOf } from '../phrases/term.ts';
import type { ReadRule, RuleReading } from '../reading.ts';

/** What the readers of one text share. */
export interface Context {
  readonly passage: Passage;
  /** Full marks of the item, when it has any. */
  readonly full: number | undefined;
  /** 加分项, 奖励分: what is added here lies outside the marks. */
  readonly bonusSection: boolean;
  /** 倒扣, 减分项. */
  readonly penaltySection: boolean;
}

const has = (text: string, words: readonly string[]): boolean => words.some((word) => text.includes(word));

const BONUS_HEADINGS = ['加分', '奖励', '附加分', '额外'];
const BONUS_TEXTS = ['加分项', '加分原则', '加分事项', '额外加', '附加分', '奖励加分', '加分因素', '加分情形'];
const PENALTY_HEADINGS = ['倒扣', '减分项'];

export function contextOf(passage: Passage): Context {
  const { heading = '', points, text } = passage.source;
  const full = points !== undefined && points > 0 ? points : undefined;
  return {
    passage,
    full,
    bonusSection: has(heading, BONUS_HEADINGS) || has(text, BONUS_TEXTS),
    penaltySection: has(heading, PENALTY_HEADINGS) && full === undefined,
  };
}

/** A reading of one statement; fields that are `undefined` are left out. */
export function reading(
  context: Context,
  statement: Statement,
  rule: Omit<ReadRule, 'when'> & { readonly when?: string },
  uncertain?: string,
): RuleReading {
  const when = rule.when ?? subjectOf(context.passage, statement);
  return {
    rule: { ...rule, when },
    span: statement.span,
    ...(uncertain !== undefined && { uncertain }),
  };
}

/** How far back and forth a rule looks for what it refers to. */
const BACK = 8;

/** The date that a 未按时 refers to: one in its own condition, else the one before it whose task shares its words. */
export function dueOf(context: Context, statement: Statement): { date?: TermOf<'date'>; doubtful: boolean } {
  const own = lastOf(statement.condition, 'date');
  if (own) return { date: own, doubtful: false };
  const { dates, part, sentence, text } = context.passage;
  const before = nearestBefore(dates, statement.at).filter(
    (d) => part[d.at] === statement.part && (d.within === undefined || sentence[d.at] === statement.sentence),
  );
  const words = pairs(subjectOf(context.passage, statement));
  const ranked = before
    .map((date, order) => ({ date, order, shared: overlap(words, taskAfter(text, date.end)) }))
    .sort((a, b) => b.shared - a.shared || b.order - a.order);
  const [best, next] = ranked;
  const doubtful =
    next !== undefined && best !== undefined && next.shared === best.shared && next.date.due !== best.date.due;
  return { ...(best && { date: best.date }), doubtful };
}

/** 3月1日前报送…: so many characters after a date say what is due. */
const TASK = 40;

function taskAfter(text: string, from: number): string {
  let end = from;
  while (end < text.length && end - from < TASK && !'，。；,;\n'.includes(text[end] ?? '')) end++;
  return text.slice(from, end);
}

/**
 * The level from which steps are counted: in the same sentence, or before it where the words agree or the statement names
 * nothing of its own; else the only one of the text.
 */
export function targetOf(context: Context, statement: Statement, unitType: string): Target | undefined {
  const { targets, text } = context.passage;
  const fits = nearestBefore(targets, statement.at).filter((t) => t.unitType === unitType || t.unitType === 'none');
  const own = fits.findLast((t) => t.sentence === statement.sentence);
  if (own) return own;
  const later = firstAfter(targets, statement.at);
  if (fits.length === 0 && later?.sentence === statement.sentence && later.unitType === unitType) return later;
  const words = pairs(sentenceWords(context, statement));
  if (words.size === 0) return fits.at(-1);
  const agreeing = fits.findLast((t) => overlap(words, text.slice(t.clause.start, t.clause.end)) > 0);
  // A base of its own in the sentence (记5分,每下降…) has a level of its own, written or not.
  return agreeing ?? (targets.length === 1 && !statement.follows ? fits.at(-1) : undefined);
}

/** The words of the sentence up to the figure. */
function sentenceWords(context: Context, statement: Statement): string {
  let first = statement;
  for (let n = 0; n < BACK && first.follows; n++) first = first.follows;
  const terms = context.passage.terms.slice(first.from, statement.at);
  return terms
    .filter((t) => t.type === 'text')
    .map((t) => context.passage.text.slice(t.start, t.end))
    .join('')
    .slice(-CLAUSE_LIMIT);
}

/** The lists are in the order of the text; a binary search keeps many rules over many numbers quick. */
function positionOf(list: readonly { readonly at: number }[], at: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.at ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function nearestBefore<T extends { readonly at: number }>(list: readonly T[], at: number): readonly T[] {
  const end = positionOf(list, at);
  return list.slice(Math.max(0, end - BACK), end);
}

const firstAfter = <T extends { readonly at: number }>(list: readonly T[], at: number): T | undefined =>
  list[positionOf(list, at + 1)];

/** The required number that 少一次 refers to, and whether another fits as well. */
export function requirementOf(
  context: Context,
  statement: Statement,
  unit: string,
): { readonly found: Requirement; readonly doubtful: boolean } | undefined {
  const { requirements } = context.passage;
  const before = nearestBefore(requirements, statement.at).filter((r) => sameUnit(r, unit));
  const fits = before.length > 0 ? before : behind(context, statement, unit);
  if (fits.length === 0) return undefined;
  const words = pairs(subjectOf(context.passage, statement));
  const ranked = fits
    .map((found, order) => ({
      found,
      order,
      shared: overlap(words, context.passage.text.slice(found.clause.start, found.clause.end)),
    }))
    .sort((a, b) => b.shared - a.shared || b.order - a.order);
  const [best, next] = ranked;
  if (!best) return undefined;
  const doubtful = next !== undefined && next.shared === best.shared && next.found.value !== best.found.value;
  // 召开4次,不足4次的每少一次: the same number, once with its period.
  const dated = ranked.find((r) => r.found.value === best.found.value && r.found.period !== undefined);
  return { found: best.found.period === undefined && dated ? dated.found : best.found, doubtful };
}

/** 每少一次扣0.5分(每季度不少于1次): the number stands behind, in the same sentence. */
function behind(context: Context, statement: Statement, unit: string): readonly Requirement[] {
  const found = firstAfter(context.passage.requirements, statement.at);
  // 累计漏报超过5次 is another condition, nothing that is asked for.
  const asks = found && !context.passage.text.slice(found.clause.start, found.clause.end).includes('超过');
  const same = asks && context.passage.sentence[found.at] === statement.sentence && found.period !== undefined;
  return same && sameUnit(found, unit) ? [found] : [];
}

const ALIKE: readonly (readonly string[])[] = [
  ['次', '场', '期', '个', '回', '场次'],
  ['篇', '条', '件', '则', '份'],
  ['个', '个月', '月'],
  ['学时', '课时', '小时'],
];

const sameUnit = (r: Requirement, unit: string): boolean =>
  r.unit === unit || r.implied || ALIKE.some((units) => units.includes(r.unit) && units.includes(unit));

function pairs(text: string): Set<string> {
  const found = new Set<string>();
  for (let i = 0; i + 1 < text.length; i++) found.add(text.slice(i, i + 2));
  return found;
}

const CLAUSE_LIMIT = 60;

function overlap(words: ReadonlySet<string>, clause: string): number {
  let shared = 0;
  const text = clause.slice(-CLAUSE_LIMIT);
  for (let i = 0; i + 1 < text.length; i++) if (words.has(text.slice(i, i + 2))) shared++;
  return shared;
}
