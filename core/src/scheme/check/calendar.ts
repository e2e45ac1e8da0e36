import { dateInYear } from '../../values/index.ts';
import type { DocumentPath } from '../scheme.ts';
import { type Check, find } from './findings.ts';

/** Dates that exist, and windows that end after they begin. */
export function checkCalendar(check: Check): void {
  const { calendar, year } = check.scheme.document;
  const { period } = check.scheme;
  const read = (written: string, path: DocumentPath): string | undefined => {
    const date = dateInYear(year, written);
    if (date === undefined) {
      find(check, 'error', 'no-such-date', { path }, `“${written}”在${year}年没有这一天。`, '写成 MM-DD，如 12-01。');
    }
    return date;
  };
  const span = (from: string, to: string, path: DocumentPath, title: string): void => {
    const [start, end] = [read(from, [...path, 'from']), read(to, [...path, 'to'])];
    if (start !== undefined && end !== undefined && start > end) {
      find(
        check,
        'error',
        'window-out-of-order',
        { path },
        `“${title}”的结束日期（${to}）早于开始日期（${from}）。`,
        '请调换或改正。',
      );
    }
  };
  if (period.from > period.to) {
    find(check, 'error', 'window-out-of-order', { path: ['period'] }, '考核期的结束早于开始。', '请调换或改正。');
  }
  if (!calendar) return;
  if (calendar.selfAssessmentDue) read(calendar.selfAssessmentDue, ['calendar', 'selfAssessmentDue']);
  if (calendar.yearEnd) span(calendar.yearEnd.from, calendar.yearEnd.to, ['calendar', 'yearEnd'], '年终考核');
  (calendar.windows ?? []).forEach((w, i) => {
    span(w.from, w.to, ['calendar', 'windows', i], w.title);
  });
}
