import type { ReadRule } from '@zhunsheng/core/rule-text';
import { type WrittenRule, writtenRule } from '@zhunsheng/core/scheme';
import { carriesPoints, ordinary } from '../marks.ts';
import type { ReportBuilder } from '../report.ts';
import type { FoundFrame, Sentence } from './found-frame.ts';
import type { ReadSentence } from './grades.ts';

const GATE =
  /(\d{1,4}(?:\.\d+)?)\s*分\s*(以上|及以上)?[^。；]{0,16}?(?:方可|才可|才能|方能|才予|方予|可以?享受|才给予?)[^。；]{0,8}加分/;
const ABOVE_GATE = /(?:高于|超过|大于)\s*\d/;
const TOTAL = /(?:总分|满分)(?:值)?(?:为|是|共|共计|：|:)?\s*(\d{2,5})\s*分|(?:实行|采[用取])\s*(百|千|\d{2,4})\s*分制/;
const VETO =
  /一票否决|取消[^。；]{0,10}(?:评先|评优|资格)|(?:直接|一律)[^。；]{0,8}(?:评|定|确定)为|不得评(?:为|定)|最高(?:只能)?(?:评|定|确定)为/;
const OUTSIDE = /加分|另加|倒扣|加\s*\d|从总分中|扣减总分|总分.{0,6}扣/;

/** Kinds that stand for the whole assessment rather than in an item. */
const WHOLE = new Set(['bonus', 'penalty', 'veto', 'cap']);

/** A reading as a rule of the scheme; what does not fit its kind there is none. */
function written(rule: ReadRule, clause: string): WrittenRule | undefined {
  const { when: _when, scope: _scope, of: _of, ...figures } = rule;
  const bound = rule.kind === 'cap' ? { scope: 'total', of: capOf(rule, clause) } : {};
  return writtenRule.safeParse({ ...figures, ...bound, clause }).data;
}

const capOf = (rule: ReadRule, clause: string): 'bonus' | 'penalty' =>
  rule.of === 'bonus' || /加分/.test(clause) ? 'bonus' : 'penalty';

function readGate({ text, place }: Sentence, frame: FoundFrame, report: ReportBuilder): void {
  const match = GATE.exec(ordinary(text));
  if (!match || frame.gate) return;
  const above = ABOVE_GATE.test(ordinary(text));
  frame.gate = { min: Number(match[1]), ...(above && { above: true }), text };
  report.took('gate', text, place);
}

function readTotal({ text, place }: Sentence, frame: FoundFrame, report: ReportBuilder): void {
  const match = TOTAL.exec(ordinary(text));
  if (!match || frame.total !== undefined || match.index > 200) return;
  const [, stated, system] = match;
  const total = stated ?? (system === '百' ? '100' : system === '千' ? '1000' : system);
  frame.total = Number(total);
  report.took('total', text, place);
}

const isWhole = (text: string): boolean => VETO.test(text) || (OUTSIDE.test(ordinary(text)) && carriesPoints(text));

/** Rules of the whole assessment that stand in the prose: bonus, penalty, vetoes and their caps; gate and total. */
export function readWholeRules(
  sentences: readonly Sentence[],
  frame: FoundFrame,
  report: ReportBuilder,
  read: ReadSentence,
): void {
  for (const sentence of sentences) {
    readGate(sentence, frame, report);
    readTotal(sentence, frame, report);
    if (isWhole(sentence.text) && !/整改/.test(sentence.text)) readSentence(sentence, frame, report, read);
  }
}

function readSentence({ text, place }: Sentence, frame: FoundFrame, report: ReportBuilder, read: ReadSentence): void {
  const rules: WrittenRule[] = [];
  for (const { rule, span, uncertain } of read({ text })) {
    const clause = text.slice(span.start, span.end);
    const own = WHOLE.has(rule.kind) ? written(rule, clause) : undefined;
    if (own) rules.push(own);
    if (own && !uncertain) report.took('rule', clause, place);
    else if (
      !['gradeBand', 'quota', 'weight'].includes(rule.kind) &&
      !(rule.kind === 'other' && rule.form === 'gate')
    ) {
      doubt(clause, uncertain ?? '不是整个考核的加分、倒扣、否决或限额', place, report);
    }
  }
  if (rules.length === 0) return;
  frame.sentences.push(text);
  frame.rules.push(...rules);
}

function doubt(clause: string, reason: string, place: Sentence['place'], report: ReportBuilder): void {
  const hint = '请核对 rules，写成加分、倒扣、否决或限额，或归入某一项考核内容。';
  report.doubt('unsure-rule', `“${clause.slice(0, 60)}”：${reason}。`, place, hint);
}
