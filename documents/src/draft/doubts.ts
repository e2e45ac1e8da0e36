import { type RuleReading, toWritten } from '@zhunsheng/core/rule-text';
import { type SourceBlock, type SourceParagraph, wholeText } from '../source-document/index.ts';
import type { FoundFrame } from './frame/found-frame.ts';
import type { ReadSentence } from './frame/grades.ts';
import { carriesPoints } from './marks.ts';
import { ANNEX } from './outline/build-outline.ts';
import type { ReportBuilder } from './report.ts';
import { isDebris } from './texts.ts';
import type { FoundItem } from './tree.ts';

const OUTSIDE = new Set(['bonus', 'penalty', 'veto', 'cap']);

/** Readings that a person must confirm become typed rules with the reason; those that are sure stay in the sentence. */
function doubtReadings(item: FoundItem, readings: readonly RuleReading[], report: ReportBuilder): void {
  const { text } = item;
  const bonus = readings.some(({ rule }) => rule.kind === 'bonus' || rule.mode === 'bonus');
  const penalty = readings.some(({ rule }) => rule.kind === 'penalty');
  for (const reading of readings) {
    if (reading.uncertain === undefined) continue;
    const clause = text.slice(reading.span.start, reading.span.end).replace(/\s+/g, ' ');
    item.rules.push(...toWritten(reading, { text, bonus, penalty }));
    const message = `“${clause.slice(0, 60)}”：${reading.uncertain}。`;
    report.doubt('unsure-rule', message, item.place, '核对后删去这条规则的 unsure，或改正它。');
  }
}

function doubtItem(item: FoundItem, read: ReadSentence, report: ReportBuilder): void {
  for (const reason of item.unsure) {
    report.doubt('unsure-item', `“${item.title}”：${reason}。`, item.place, '核对后删去这一项的 unsure。');
  }
  const marks = item.points === undefined ? {} : { points: item.points };
  const readings = read({ text: item.text, heading: item.title, ...marks });
  const outside = readings.length > 0 && readings.every(({ rule }) => OUTSIDE.has(rule.kind));
  if (item.points === undefined && !outside) {
    item.unsure.push('原文没有写明这一项的满分');
    report.doubt('no-full-marks', `“${item.title}”没有写明满分。`, item.place, '请补上 points；不计分的内容可以删去。');
  }
  if (readings.length === 0) {
    const message = `“${item.title}”没有读出评分标准，不能按记录计分。`;
    report.doubt('no-rule', message, item.place, '请补写评分标准，或改为由考核组酌情评分。');
  }
  doubtReadings(item, readings, report);
}

/** What is unsure about the items: their marks, their sentences, where their words came from. */
export function doubtItems(items: readonly FoundItem[], read: ReadSentence, report: ReportBuilder): void {
  for (const item of items) doubtItem(item, read, report);
}

/** 四、加分和否决 announces rules and says none. */
const isHeading = (text: string): boolean => text.length <= 20 && !/\d|[。；]$/.test(text);

const saysPoints = (text: string): boolean => carriesPoints(text) && !isHeading(text);

function doubtWords(text: string, place: SourceParagraph['place'], report: ReportBuilder): void {
  const message = `“${text.slice(0, 60)}”写有分值或加减分，没有读进方案。`;
  report.doubt('points-left-out', message, place, '请核对是否应写进方案。');
}

/** Why a paragraph that became nothing was left out; figures in 分 are never passed over in silence. */
function leaveParagraph(paragraph: SourceParagraph, titles: ReadonlySet<string>, report: ReportBuilder): void {
  const text = wholeText(paragraph).trim();
  if (titles.has(text.replace(/\s+/g, '')) || (ANNEX.test(text) && text.length <= 60)) {
    report.took('sheet', text, paragraph.place);
    return;
  }
  if (isDebris(text)) {
    report.leave(text, '网页或页面的零碎文字', paragraph.place);
    return;
  }
  if (saysPoints(text)) doubtWords(text, paragraph.place, report);
  report.leave(text, '没有评分内容的正文', paragraph.place);
}

const bare = (text: string): string => text.replace(/[\s。；;，,：:]/g, '');

/** A paragraph from which something was read may say more: what carries a figure in 分 and was not part of that. */
function doubtRest(paragraph: SourceParagraph, report: ReportBuilder): void {
  const { label } = paragraph.place;
  const own = report.read
    .filter((entry) => entry.place === label && entry.what !== 'procedure')
    .map(({ text }) => bare(text));
  const doubted = report.uncertain.filter(({ place }) => (place.cell ?? `第${place.line}行`) === label);
  const known = [...own, ...doubted.map(({ message }) => bare(message))];
  for (const clause of wholeText(paragraph).split(/[。；;，,\n]/)) {
    const words = bare(clause);
    if (!saysPoints(clause) || words.length < 4) continue;
    if (!known.some((text) => text.includes(words) || words.includes(text)))
      doubtWords(clause.trim(), paragraph.place, report);
  }
}

/** Accounts for every paragraph that the frame was read from, and for every one that nothing was made of. */
export function leaveRest(prose: readonly SourceParagraph[], titles: ReadonlySet<string>, report: ReportBuilder): void {
  for (const paragraph of prose) {
    if (report.accounted(paragraph.place)) doubtRest(paragraph, report);
    else leaveParagraph(paragraph, titles, report);
  }
}

const ANNEX_NAMED = /附\s*(?:件|表)\s*([\d一二三四五六七八九]{1,2})/g;

/** Annexes that the text refers to (见附件2) and that do not stand in it. */
export function doubtAnnexes(blocks: readonly SourceBlock[], report: ReportBuilder): void {
  const present = new Set<string>();
  const named = new Map<string, SourceParagraph>();
  for (const block of blocks) {
    if (block.kind !== 'paragraph') continue;
    const text = wholeText(block).trim();
    for (const match of text.matchAll(ANNEX_NAMED)) {
      if (match.index === 0 && text.length <= 60) present.add(match[1]!);
      else if (!named.has(match[1]!)) named.set(match[1]!, block);
    }
  }
  const missing = [...named].filter(([number]) => !present.has(number));
  const [first] = missing;
  if (!first) return;
  const list = missing.map(([number]) => `附件${number}`).join('、');
  report.doubt('annex-missing', `正文提到${list}，原件里没有。`, first[1].place, '请把附件一起交来，或在方案里补上。');
}

/** Bounds that the frame states and nothing in the draft can meet, or that the draft had to leave open. */
export function doubtFrame(frame: FoundFrame, sheets: number, report: ReportBuilder): void {
  if (sheets === 0) {
    const message = '没有找到评分表。';
    report.doubt('no-sheet', message, undefined, '评分表在别的文件里的，请把它一起交来，或在 sheets 里补写。');
  }
  if (frame.title === undefined) report.assume('方案名称取自文件名', '原文开头没有找到名称。');
}
