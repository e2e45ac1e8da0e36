import type { Scheme } from '@zhunsheng/core/scheme';

type State = 'past' | 'open' | 'coming';

export interface AssessmentWindow {
  readonly id: string;
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly state: State;
}

const stateOf = (from: string, to: string, today: string): State => {
  if (today > to) return 'past';
  return today < from ? 'coming' : 'open';
};

/** 日程: the windows of a scheme's calendar in its year, with where today lies, in the order of their ends. */
export function windowsOf({ document, year }: Scheme, today: string): AssessmentWindow[] {
  const { windows = [], yearEnd } = document.calendar ?? {};
  const whole = yearEnd && windows.length === 0 ? [{ id: 'yearEnd', title: '年终考核', ...yearEnd }] : [];
  return [...whole, ...windows]
    .map(({ id, title, from, to }) => ({ id, title, from: `${year}-${from}`, to: `${year}-${to}` }))
    .map((window) => ({ ...window, state: stateOf(window.from, window.to, today) }))
    .sort((a, b) => a.to.localeCompare(b.to));
}
