import { type Folder, forClass, type Row, type RuleDoc } from './read.ts';

const LATE_ONCE = 'IF({F}>{E},1,0)';

const LATE: Record<string, string> = {
  工作日:
    'IF({F}<={E},0,NETWORKDAYS({E}+1,{F},节假日!$A$2:$A$99)+COUNTIFS(节假日!$B$2:$B$99,">"&{E},节假日!$B$2:$B$99,"<="&{F}))',
  天: 'MAX(0,{F}-{E})',
  日: 'MAX(0,{F}-{E})',
  月: 'IF({F}<={E},0,DATEDIF({E},{F},"m")+IF(EDATE({E},DATEDIF({E},{F},"m"))<{F},1,0))',
  周: 'ROUNDUP(MAX(0,{F}-{E})/7,0)',
  件: LATE_ONCE,
  个: LATE_ONCE,
  次: LATE_ONCE,
};

/** Units late, from the due day in E and the day of completion in F. */
export function lateFormula(rule: RuleDoc): string {
  const formula = LATE[rule.per ?? '件'];
  if (!formula) throw new Error(`the workbook does not count ${rule.per}`);
  return formula;
}

const TERM = /^(\d+)(个工作)?日内$/;

/** The due day as a formula: a day of the year, an extension, or so many days or working days after the event. */
export function dueCell(
  rule: RuleDoc,
  entry: Row,
  extension: Row | undefined,
  folder: Folder,
  subjectClass: string | undefined,
): string {
  const due = forClass(rule.due ?? '', subjectClass);
  const within = TERM.exec(due);
  if (extension?.延至) return dateText(extension.延至);
  if (!within) return dateText(`${folder.scheme.year}-${due}`);
  // WORKDAY knows no make-up days: the day is found by counting the list of make-up days as well
  const start = dateText(entry.发生日期 ?? '').slice(1);
  if (within[2] === undefined) return `=${start}+${within[1]}`;
  return `=${nthWorkingDay(start, Number(within[1]), entry.发生日期 ?? '', folder)}`;
}

/** WORKDAY less one day for each make-up day on the way, written out with the days that count. */
function nthWorkingDay(start: string, days: number, from: string, folder: Folder): string {
  const day = 86_400_000;
  const text = (t: number) => new Date(t).toISOString().slice(0, 10);
  let t = Date.parse(from);
  let makeUp = 0;
  for (let left = days; left > 0; ) {
    t += day;
    const weekend = [0, 6].includes(new Date(t).getUTCDay());
    if (folder.workdays.includes(text(t))) makeUp++;
    if (folder.workdays.includes(text(t)) || (!weekend && !folder.holidays.includes(text(t)))) left--;
  }
  const last = folder.workdays.includes(text(t));
  return last ? dateText(text(t)).slice(1) : `WORKDAY(${start},${days - makeUp},节假日!$A$2:$A$99)`;
}

export const dateText = (date: string): string => {
  const [y, m, d] = date.split('-').map(Number);
  return `=DATE(${y},${m},${d})`;
};
