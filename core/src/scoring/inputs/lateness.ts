import { type Deadline, type Due, type Figure, figureFor } from '../../scheme/index.ts';
import {
  addDays,
  addWorkingDays,
  type CalendarDate,
  dateInYear,
  daysBetween,
  monthLength,
  workingDaysBetween,
} from '../../values/index.ts';
import type { Fact, RunSettings, Subject } from './facts.ts';

/** 一次办理: when it was due, when it was done, and how many units late, before grace. */
export interface Lateness {
  readonly fact: Fact;
  readonly due?: CalendarDate;
  /** The day of completion, or `asOf` where it is still undone. */
  readonly done: CalendarDate;
  readonly undone: boolean;
  readonly extended: boolean;
  /** Units late (`per`, else days); 0 on time; absent when no due date can be told. */
  readonly units?: number;
}

/** The class that a subject held on a day. */
export function classOn(subject: Subject, day: CalendarDate): string | undefined {
  const held = (subject.classHistory ?? []).filter((entry) => entry.from <= day).at(-1);
  return held?.class ?? subject.class;
}

function dueDay(
  due: Due,
  year: number,
  start: CalendarDate | undefined,
  settings: RunSettings,
): CalendarDate | undefined {
  if (due.kind === 'date') return dateInYear(year, due.monthDay);
  if (start === undefined) return undefined;
  return due.kind === 'days' ? addDays(start, due.days) : addWorkingDays(start, due.days, settings.holidays);
}

/** The due date by the class held at that date; a subject that changed class is asked by the class it then held. */
function dueFor(
  figure: Figure<Due>,
  subject: Subject,
  year: number,
  start: CalendarDate | undefined,
  settings: RunSettings,
): CalendarDate | undefined {
  for (const { class: candidate } of subject.classHistory ?? []) {
    const due = figureFor(figure, candidate);
    const day = due && dueDay(due, year, start, settings);
    if (day !== undefined && classOn(subject, day) === candidate) return day;
  }
  // whoever kept its class, or whose due date no class held then explains, is asked by its own
  const own = figureFor(figure, subject.class);
  return own && dueDay(own, year, start, settings);
}

function addMonths(date: CalendarDate, months: number): CalendarDate {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const index = year * 12 + month - 1 + months;
  const [y, m] = [Math.floor(index / 12), (index % 12) + 1];
  const d = Math.min(day, monthLength(y, m));
  return `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}

/** 逾期不足一个月按一个月: a month begun counts, as a week begun does. */
function monthsLate(due: CalendarDate, done: CalendarDate): number {
  let months = 0;
  while (addMonths(due, months) < done) months++;
  return months;
}

function unitsLate(rule: Deadline, due: CalendarDate, done: CalendarDate, settings: RunSettings): number {
  if (done <= due) return 0;
  switch (rule.per) {
    case '工作日':
      return workingDaysBetween(due, done, settings.holidays);
    case '周':
      return Math.ceil(daysBetween(due, done) / 7);
    case '月':
      return monthsLate(due, done);
    case '次':
    case '件':
    case '个':
      return 1;
    default:
      return daysBetween(due, done);
  }
}

/** How late one completion is; an extension (延期) of the same rule moves its due date. */
export function lateness(
  rule: Deadline,
  fact: Fact,
  extensions: readonly Fact[],
  subject: Subject,
  year: number,
  settings: RunSettings,
): Lateness {
  const extension = extensions.findLast((e) => e.matter === undefined || e.matter === fact.matter);
  const own = rule.due && dueFor(rule.due, subject, year, fact.occurredOn, settings);
  const due = extension?.dueOn ?? fact.dueOn ?? own;
  const done = fact.completedOn ?? settings.asOf;
  const undone = fact.completedOn === undefined;
  const extended = extension !== undefined;
  if (due === undefined) return { fact, done, undone, extended };
  return { fact, due, units: unitsLate(rule, due, done, settings), done, undone, extended };
}
