import { readRules } from '../../rule-text/index.ts';
import {
  applies,
  type DocumentPath,
  type Item,
  itemsOf,
  type Rule,
  rulesOf,
  type Scheme,
  type Sheet,
} from '../../scheme/index.ts';

/** Whom a passage is for: a group with one of its classes. */
export interface Audience {
  readonly group: string;
  readonly class: string | undefined;
}

/** A rule with the words that say when it applies, without its figure: 未按期报送备案审查的. */
export interface Condition {
  readonly rule: Rule;
  readonly words: string;
}

/** An item, or the scheme's own text: a title, sentences, and the rules that they say. */
export interface Passage {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly path: DocumentPath;
  readonly conditions: readonly Condition[];
  readonly audience: readonly Audience[];
  /** Absent for the scheme's own text. */
  readonly item?: Item;
  readonly sheet?: Sheet;
}

/** A clause may be a whole paragraph; only what is short enough to be one condition is taken for one. */
const LONGEST_CLAUSE = 120;
const FIGURE = /[，,]?(?:每\S{1,3})?(?:另|再)?(?:扣|得|加|计)\d/;

/** 每低1个百分点: how far, without saying of what; the measure's own name says that. */
const ONLY_A_STEP = /^每\S{0,4}\d/;

function wordsOf(rule: Rule): string {
  if (rule.kind === 'cap') return '';
  const measured = 'on' in rule ? (rule.on ?? '') : '';
  if (rule.when !== '' && !ONLY_A_STEP.test(rule.when)) return rule.when;
  return measured || rule.when || wordsOfClause(rule.clause.text);
}

/** The words of a clause that stands beside a typed rule. */
function wordsOfClause(clause: string): string {
  if (clause.length > LONGEST_CLAUSE) return '';
  return readRules({ text: clause })[0]?.rule.when || (clause.split(FIGURE)[0] ?? '');
}

const conditionsOf = (rules: readonly Rule[]): Condition[] => rules.map((rule) => ({ rule, words: wordsOf(rule) }));

const audienceOf = (scheme: Scheme, sheet: Sheet | undefined, item: Item | undefined): Audience[] =>
  scheme.groups
    .filter((g) => !sheet || sheet.groups.includes(g.id))
    .flatMap((g) => (g.classes.length === 0 ? [undefined] : g.classes).map((c) => ({ group: g.id, class: c })))
    .filter((a) => applies(item?.appliesTo, a.group, a.class));

function itemPassage(scheme: Scheme, sheet: Sheet, item: Item): Passage {
  const { id, title, text, path } = item;
  const audience = audienceOf(scheme, sheet, item);
  return { id, title, text, path, conditions: conditionsOf(rulesOf(item)), audience, item, sheet };
}

/** Every item of every sheet, then the text of the whole scheme. */
export function passagesOf(scheme: Scheme): Passage[] {
  const own: Passage = {
    id: scheme.id,
    title: scheme.title,
    text: scheme.document.text ?? '',
    path: ['text'],
    conditions: conditionsOf(scheme.rules),
    audience: audienceOf(scheme, undefined, undefined),
  };
  return [...scheme.sheets.flatMap((sheet) => itemsOf(sheet).map((item) => itemPassage(scheme, sheet, item))), own];
}
