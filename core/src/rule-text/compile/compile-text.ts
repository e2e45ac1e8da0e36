import type { CompileText, SchemeDocument, WrittenIndicator, WrittenItem, WrittenRule } from '../../scheme/index.ts';
import type { Diagnostic } from '../../values/index.ts';
import { printRule } from '../print/print-rule.ts';
import { readRules } from '../read-rules.ts';
import type { RuleReading } from '../reading.ts';
import { notComputed, unconfirmed } from './diagnostics.ts';
import { modify } from './modifiers.ts';
import { toWritten } from './to-written.ts';

type Path = readonly (string | number)[];

/** An item, or the scheme itself: a text with the typed rules beside it. */
interface Owner {
  readonly id?: string | undefined;
  readonly title: string;
  readonly points?: number | undefined;
  readonly text?: string | undefined;
  readonly rules?: WrittenRule[] | undefined;
  readonly parts?: WrittenItem['parts'];
  readonly gate?: SchemeDocument['gate'];
}

interface Compiled {
  readonly rules: WrittenRule[] | undefined;
  readonly floor?: WrittenItem['floor'];
}

/**
 * Fills each item's rules in from its text (评分标准). A rule that the author typed stands for the words that its `clause` names
 * (for the whole text when it names none); what those words say is not read again.
 */
export const compileText: CompileText = (document) => {
  const diagnostics: Diagnostic[] = [];
  const sheets = document.sheets.map((sheet, i) => ({
    ...sheet,
    indicators: sheet.indicators.map((each, k) => compileIndicator(each, ['sheets', i, 'indicators', k], diagnostics)),
  }));
  const own = compileOwner({ ...document, points: undefined }, [], diagnostics);
  const compiled: SchemeDocument = { ...document, sheets, ...(own.rules && { rules: own.rules }) };
  return { document: compiled, diagnostics: diagnostics.map((d) => acceptedBy(document, d)) };
};

/** 已接受: a reading that the office confirms as it stands, with its reason. */
function acceptedBy({ accepted = [] }: SchemeDocument, diagnostic: Diagnostic): Diagnostic {
  const { code, place } = diagnostic;
  const found = accepted.find((a) => a.code === code && (a.at === undefined || a.at === place.id));
  return found ? { ...diagnostic, accepted: found.reason } : diagnostic;
}

function compileIndicator(indicator: WrittenIndicator, path: Path, diagnostics: Diagnostic[]): WrittenIndicator {
  const { indicators, items } = indicator;
  return {
    ...indicator,
    ...(indicators && {
      indicators: indicators.map((each, i) => compileIndicator(each, [...path, 'indicators', i], diagnostics)),
    }),
    ...(items && { items: items.map((item, i) => compileItem(item, [...path, 'items', i], diagnostics)) }),
  };
}

function compileItem(item: WrittenItem, path: Path, diagnostics: Diagnostic[]): WrittenItem {
  const { rules, floor: said } = compileOwner(item, path, diagnostics);
  const floor = item.floor ?? said;
  return { ...item, ...(rules && { rules }), ...(floor !== undefined && { floor }) };
}

function compileOwner(owner: Owner, path: Path, diagnostics: Diagnostic[]): Compiled {
  const typed = owner.rules ?? [];
  typed.forEach((rule, i) => {
    if (rule.unsure !== undefined)
      diagnostics.push(unconfirmed([...path, 'rules', i], owner.id, rule.clause ?? '', rule.unsure));
  });
  const text = owner.text ?? '';
  // A rule without a sentence is quoted by the sentence that it would be.
  if (text === '')
    return {
      rules: owner.rules?.map((rule) => (rule.clause === undefined ? { ...rule, clause: printRule(rule) } : rule)),
    };
  const covered = coverOf(text, [...typed, ...(owner.parts ?? []).flatMap((part) => part.rules ?? [])]);
  const source = { text, heading: owner.title, ...(owner.points !== undefined && { points: owner.points }) };
  const fresh = readRules(source)
    .filter((r) => !covered(r.span.start, r.span.end))
    .map((r) => (path.length === 0 ? ofTotal(r) : r));
  const bonus =
    fresh.some((r) => r.rule.kind === 'bonus' || r.rule.mode === 'bonus') || typed.some((r) => r.kind === 'bonus');
  const penalty = fresh.some((r) => r.rule.kind === 'penalty');
  const added = fresh.flatMap((r) =>
    toWritten(r, { text, bonus, penalty }).map((rule) => ({ rule, at: r.span.start })),
  );
  const { rules, floor, done } = modify(merged(typed, added, text), fresh, text);
  for (const reading of fresh)
    if (!done.has(reading.rule.form ?? '') && !written(reading, typed, owner))
      complain(reading, text, path, owner.id, diagnostics);
  return { rules: rules.length > 0 ? [...rules] : owner.rules, ...(floor !== undefined && { floor }) };
}

/** 各项加分合计最高不超过2分 in the text of the whole scheme bounds the total's bonus. */
const ofTotal = (r: RuleReading): RuleReading =>
  r.rule.kind === 'cap' && r.rule.scope === 'group' ? { ...r, rule: { ...r.rule, scope: 'total' } } : r;

/** 加倍扣分 beside a typed rule with a multiplier has been written down. */
function written({ rule }: RuleReading, typed: readonly WrittenRule[], owner: Owner): boolean {
  if (rule.form === 'gate') return owner.gate !== undefined;
  const key = rule.form === 'interpolate' ? 'steps' : rule.form;
  return key !== undefined && typed.some((each) => key in each || (key === 'formula' && each.kind === 'formula'));
}

/** In the order of the text; what the author typed alone keeps the author's order. */
function merged(
  typed: readonly WrittenRule[],
  added: readonly { readonly rule: WrittenRule; readonly at: number }[],
  text: string,
): readonly WrittenRule[] {
  if (added.length === 0) return typed;
  const placed = typed.map((rule) => ({ rule, at: Math.max(0, text.indexOf(rule.clause ?? '')) }));
  return [...placed, ...added].sort((a, b) => a.at - b.at).map(({ rule }) => rule);
}

/** Whether words are already spoken for by a typed rule. */
function coverOf(text: string, typed: readonly WrittenRule[]): (start: number, end: number) => boolean {
  const spans = typed.map((rule) => {
    const at = rule.clause === undefined ? 0 : text.indexOf(rule.clause);
    return { start: at, end: rule.clause === undefined ? text.length : at + rule.clause.length };
  });
  return (start, end) => spans.some((s) => s.start >= 0 && start < s.end && end > s.start);
}

/** Forms that need no rule of their own: the engine keeps items at 0, decisions record 不涉及, findings share a `matter`. */
const KEPT_ANYWAY: ReadonlySet<string> = new Set(['floor', 'uncapped', 'noDouble', 'exempt', 'sanction']);

function complain(
  reading: RuleReading,
  text: string,
  path: Path,
  id: string | undefined,
  diagnostics: Diagnostic[],
): void {
  const words = text.slice(reading.span.start, reading.span.end).trim();
  const { kind, form } = reading.rule;
  const elsewhere = kind === 'gradeBand' || kind === 'quota' || kind === 'weight';
  if (elsewhere || (form !== undefined && !KEPT_ANYWAY.has(form)))
    diagnostics.push(notComputed(path, id, words, elsewhere));
  else if (reading.uncertain !== undefined)
    diagnostics.push(unconfirmed([...path, 'text'], id, words, reading.uncertain));
}
