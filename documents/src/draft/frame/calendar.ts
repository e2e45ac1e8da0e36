import { ordinary } from '../marks.ts';
import type { ReportBuilder } from '../report.ts';
import type { FoundFrame, Sentence } from './found-frame.ts';

const DAY = '(\\d{1,2})\\s*月\\s*(\\d{1,2})\\s*[日号]';
const BEFORE = new RegExp(`${DAY}\\s*(?:之)?(?:前|以前)`);
const FROM_TO = new RegExp(
  `${DAY}\\s*(?:起)?\\s*(?:[-—–~～－]{1,2}|至|到)\\s*(?:20\\d{2}\\s*年\\s*|次年|当年)?(?:(\\d{1,2})\\s*月\\s*)?(\\d{1,2})\\s*[日号]`,
);
const SELF = /自查|自评|自我评价|年度报告|自查报告/;
const TIME = /考核时间|年终考核|集中考核|组织考核|具体时间|考核于|进行考核|实地考核/;

const monthDay = (month: string, day: string): string => `${month.padStart(2, '0')}-${day.padStart(2, '0')}`;

/** The days of the year that the prose names: self-assessment due, year-end assessment, other windows. */
export function readCalendar(sentences: readonly Sentence[], frame: FoundFrame, report: ReportBuilder): void {
  let heading = '';
  for (const { text: written, place } of sentences) {
    const text = ordinary(written);
    if (written.length <= 24 && !/\d\s*[日号]/.test(text)) heading = written;
    const before = BEFORE.exec(text);
    if (before && SELF.test(text) && frame.calendar.selfAssessmentDue === undefined) {
      readDue(before, written, place, frame, report);
    }
    const span = FROM_TO.exec(text);
    if (span && (TIME.test(text) || TIME.test(heading))) readSpan(span, written, place, frame, report);
  }
}

function readDue(
  [, month = '', day = '']: RegExpExecArray,
  text: string,
  place: Sentence['place'],
  frame: FoundFrame,
  report: ReportBuilder,
): void {
  if (!isReal(month, day, place, report)) return;
  frame.calendar.selfAssessmentDue = monthDay(month, day);
  report.took('calendar', text, place);
}

function readSpan(
  [, fromMonth = '', fromDay = '', toMonth = fromMonth, toDay = '']: RegExpExecArray,
  text: string,
  place: Sentence['place'],
  frame: FoundFrame,
  report: ReportBuilder,
): void {
  if (!isReal(fromMonth, fromDay, place, report) || !isReal(toMonth, toDay, place, report)) return;
  const span = { from: monthDay(fromMonth, fromDay), to: monthDay(toMonth, toDay) };
  if (frame.calendar.yearEnd) return;
  if (span.from > span.to) {
    report.doubt('window-over-year', `“${text.slice(0, 40)}”跨了年度。`, place, '请在 calendar 里写明日期。');
    return;
  }
  frame.calendar.yearEnd = span;
  report.took('calendar', text, place);
}

function isReal(month: string, day: string, place: Sentence['place'], report: ReportBuilder): boolean {
  const [m, d] = [Number(month), Number(day)];
  const longest = [4, 6, 9, 11].includes(m) ? 30 : m === 2 ? 29 : 31;
  if (m >= 1 && m <= 12 && d >= 1 && d <= longest) return true;
  report.doubt('no-such-date', `没有“${month}月${day}日”这一天。`, place, '请核对日期。');
  return false;
}
