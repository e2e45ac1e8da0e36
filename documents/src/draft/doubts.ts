import { checkScheme, parseScheme, type SchemeDocument } from '@zhunsheng/core/scheme';
import type { Diagnostic } from '@zhunsheng/core/values';
import { type SourceBlock, type SourceParagraph, wholeText } from '../source-document/index.ts';
import type { FoundFrame } from './frame/found-frame.ts';
import type { ReadSentence } from './frame/grades.ts';
import { carriesPoints } from './marks.ts';
import type { ReportBuilder } from './report.ts';
import { isDebris } from './texts.ts';
import type { FoundItem } from './tree.ts';

const OUTSIDE = new Set(['bonus', 'penalty', 'veto', 'cap']);

/** What is unsure about the items: their marks, their sentences, where their words came from. */
export function doubtItems(items: readonly FoundItem[], read: ReadSentence, report: ReportBuilder): void {
  for (const item of items) {
    for (const reason of item.unsure) {
      report.doubt('unsure-item', `“${item.title}”：${reason}。`, item.place, '核对后删去备注里的“存疑”。');
    }
    const readings = read({
      text: item.text,
      heading: item.title,
      ...(item.points !== undefined && { points: item.points }),
    });
    const outside = readings.length > 0 && readings.every(({ rule }) => OUTSIDE.has(rule.kind));
    if (item.points === undefined && !outside) {
      const message = `“${item.title}”没有写明满分。`;
      item.notes.push('满分待补：原文没有写明这一项的分值');
      report.doubt('no-full-marks', message, item.place, '请补上 points；不计分的内容可以删去。');
    }
    if (readings.length === 0) {
      const message = `“${item.title}”没有评分标准，不能按记录计分。`;
      report.doubt('no-rule', message, item.place, '请补写评分标准，或改为由考核组酌情评分。');
    }
    for (const { uncertain, span } of readings) {
      if (!uncertain) continue;
      const clause = item.text.slice(span.start, span.end).replace(/\s+/g, ' ');
      report.doubt('unsure-rule', `“${clause.slice(0, 60)}”：${uncertain}。`, item.place, '请核对这条评分标准。');
    }
  }
}

/** What the check of the finished draft finds: sums that do not agree, weights, bands. */
export function doubtScheme(document: SchemeDocument, report: ReportBuilder): Diagnostic[] {
  const parsed = parseScheme(document);
  const found = [...parsed.diagnostics, ...(parsed.scheme ? checkScheme(parsed.scheme) : [])];
  report.uncertain.push(...found.filter((diagnostic) => diagnostic.severity !== 'advice'));
  return found;
}

const KNOWN = /扣分|加分|分值|得分/;

/** Why a paragraph that became nothing was left out; figures in 分 are never passed over in silence. */
function leaveParagraph(paragraph: SourceParagraph, report: ReportBuilder): void {
  const text = wholeText(paragraph).trim();
  if (isDebris(text)) {
    report.leave(text, '网页或页面的零碎文字', paragraph.place);
    return;
  }
  if (carriesPoints(text) && (/\d|[一二三四五六七八九十半]\s*分/.test(text) || KNOWN.test(text))) {
    const message = `“${text.slice(0, 60)}”写有分值或加减分，没有读进方案。`;
    report.doubt('points-left-out', message, paragraph.place, '请核对是否应写进方案。');
  }
  report.leave(text, '没有评分内容的正文', paragraph.place);
}

/** Accounts for every paragraph that nothing was made of. */
export function leaveRest(blocks: readonly SourceBlock[], report: ReportBuilder): void {
  for (const block of blocks) {
    if (block.kind === 'paragraph' && !report.accounted(block.place)) leaveParagraph(block, report);
  }
}

/** Bounds that the frame states and nothing in the draft can meet, or that the draft had to leave open. */
export function doubtFrame(frame: FoundFrame, sheets: number, report: ReportBuilder): void {
  if (sheets === 0) {
    const message = '没有找到评分表。';
    report.doubt('no-sheet', message, undefined, '评分表在别的文件里的，请把它一起交来，或在 sheets 里补写。');
  }
  if (frame.title === undefined) report.assume('方案名称取自文件名', '原文开头没有找到名称。');
}
