import { type RuleReading, toWritten } from '@zhunsheng/core/rule-text';
import type { WrittenRule } from '@zhunsheng/core/scheme';
import { type SourceParagraph, wholeText } from '../../source-document/index.ts';
import { carriesPoints, ordinary } from '../marks.ts';
import { numbered } from '../numbers.ts';
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
/** What other readers of the frame take from the same sentence. */
const ELSEWHERE = new Set(['gradeBand', 'quota', 'weight', 'gate', 'noDouble']);

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

/** A heading such as 四、加分和否决 announces rules and is none. */
const isHeading = (text: string): boolean => text.length <= 20 && !/[。；]$/.test(text) && numbered(text) !== undefined;

const isWhole = (text: string): boolean =>
  !isHeading(text) && (VETO.test(text) || (OUTSIDE.test(ordinary(text)) && carriesPoints(text)));

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

/** Rules that a line announces and a list below it spells out: each line of the list belongs to the sentence. */
export function readListedRules(
  passages: readonly { readonly paragraph: SourceParagraph; readonly list: readonly SourceParagraph[] }[],
  frame: FoundFrame,
  report: ReportBuilder,
  read: ReadSentence,
): void {
  for (const { paragraph, list } of passages) {
    const opener = wholeText(paragraph);
    if (list.length === 0 || !isWhole(opener) || /整改/.test(opener)) continue;
    const text = [paragraph, ...list].map(wholeText).join('\n');
    readSentence({ text, place: paragraph.place }, frame, report, read);
    for (const line of [paragraph, ...list]) report.account(line.place);
  }
}

/** Bounds of the prose are on all bonus or all penalty; in a sentence alone the reader cannot know that. */
function wholeBound({ rule }: RuleReading, clause: string): WrittenRule[] {
  if (rule.kind !== 'cap' || typeof rule.points !== 'number') return [];
  const of = rule.of === 'bonus' || /加分/.test(clause) ? 'bonus' : 'penalty';
  return [{ kind: 'cap', scope: 'total', of, points: rule.points, clause }];
}

function readSentence({ text, place }: Sentence, frame: FoundFrame, report: ReportBuilder, read: ReadSentence): void {
  const readings = read({ text }).filter(({ rule }) => !ELSEWHERE.has(rule.form ?? rule.kind));
  const foreign = readings.filter(({ rule }) => !WHOLE.has(rule.kind));
  if (readings.length === 0 || foreign.length > 0) {
    // Kept out of the scheme: a rule of an item would otherwise count for the total.
    for (const { span } of foreign)
      doubt(text.slice(span.start, span.end), '不是整个考核的加分、倒扣、否决或限额', place, report);
    return;
  }
  frame.sentences.push(text);
  for (const reading of readings) {
    const clause = text.slice(reading.span.start, reading.span.end).trim();
    if (reading.uncertain === undefined) {
      frame.rules.push(...wholeBound(reading, clause));
      report.took('rule', clause, place);
      continue;
    }
    frame.rules.push(...toWritten(reading, { text, bonus: true, penalty: false }));
    report.account(place);
    doubt(clause, reading.uncertain, place, report);
  }
}

function doubt(clause: string, reason: string, place: Sentence['place'], report: ReportBuilder): void {
  const hint = '请核对 rules，写成加分、倒扣、否决或限额，或归入某一项考核内容。';
  report.doubt('unsure-rule', `“${clause.slice(0, 60)}”：${reason}。`, place, hint);
}
