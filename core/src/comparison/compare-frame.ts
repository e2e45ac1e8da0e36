import type { SchemeDocument } from '../scheme/index.ts';
import type { Change } from './change.ts';

type Named = { readonly id: string; readonly title: string };

/** What changed outside the items: title, weights, groups, grades, quotas, calendar. */
export function compareFrame(old: SchemeDocument, now: SchemeDocument): Change[] {
  return [
    ...heads(old, now),
    ...components(old, now),
    ...lists('分组', old.groups, now.groups),
    ...grading(old, now),
    ...calendar(old, now),
  ];
}

const change = (id: string, where: string, message: string): Change => ({ direction: 'changed', id, where, message });

function heads(old: SchemeDocument, now: SchemeDocument): Change[] {
  const rows: [string, unknown, unknown][] = [
    ['名称', old.title, now.title],
    ['年度', old.year, now.year],
    ['总分', old.scale ?? 100, now.scale ?? 100],
    ['保留小数', old.decimals ?? 2, now.decimals ?? 2],
    ['加分门槛', old.gate?.min, now.gate?.min],
    ['同一事项不重复计分的范围', old.noDouble, now.noDouble],
  ];
  return rows
    .filter(([, a, b]) => a !== b)
    .map(([what, a, b]) => change('scheme', '方案', `${what}由${a ?? '无'}改为${b ?? '无'}`));
}

function lists(what: string, old: readonly Named[], now: readonly Named[]): Change[] {
  const fresh = now.filter((n) => !old.some((o) => o.id === n.id));
  const gone = old.filter((o) => !now.some((n) => n.id === o.id));
  return [
    ...gone.map(
      ({ id, title }): Change => ({ direction: 'removed', id, where: what, message: `删去${what}“${title}”` }),
    ),
    ...fresh.map(
      ({ id, title }): Change => ({ direction: 'added', id, where: what, message: `新增${what}“${title}”` }),
    ),
  ];
}

function components(old: SchemeDocument, now: SchemeDocument): Change[] {
  const weights = old.components.flatMap((o) => {
    const n = now.components.find((c) => c.id === o.id);
    return n && n.weight !== o.weight
      ? [change(o.id, '考核方式', `“${n.title}”的权重由${o.weight}%改为${n.weight}%`)]
      : [];
  });
  return [...lists('考核方式', old.components, now.components), ...weights];
}

type Grading = NonNullable<SchemeDocument['grading']>[number];

function grading(old: SchemeDocument, now: SchemeDocument): Change[] {
  return (now.grading ?? []).flatMap((n) => {
    const key = n.for.groups.join('、');
    const o = (old.grading ?? []).find((g) => g.for.groups.some((id) => n.for.groups.includes(id)));
    return o
      ? [...bands(key, o, n), ...quota(key, o, n)]
      : [{ direction: 'added' as const, id: key, where: '等次', message: `新增${key}的等次规定` }];
  });
}

function bands(key: string, o: Grading, n: Grading): Change[] {
  return (n.bands ?? []).flatMap((band): Change[] => {
    const before = (o.bands ?? []).find((b) => b.grade === band.grade);
    if (!before) return [{ direction: 'added', id: key, where: '等次', message: `新增等次“${band.grade}”` }];
    if (before.min === band.min) return [];
    const higher = (band.min ?? 0) > (before.min ?? 0);
    const message = `“${band.grade}”的分数线由${before.min ?? 0}分改为${band.min ?? 0}分`;
    return [{ direction: higher ? 'tightened' : 'loosened', id: key, where: '等次', message }];
  });
}

function quota(key: string, o: Grading, n: Grading): Change[] {
  const say = (q: Grading['quota']): string =>
    q ? `${q.grade}不超过${q.percent !== undefined ? `${q.percent}%` : `${q.count}个`}` : '无名额限制';
  if (say(o.quota) === say(n.quota)) return [];
  const size = (q: Grading['quota']): number => q?.percent ?? q?.count ?? Number.POSITIVE_INFINITY;
  const direction = size(n.quota) < size(o.quota) ? 'tightened' : 'loosened';
  return [{ direction, id: key, where: '等次', message: `名额由“${say(o.quota)}”改为“${say(n.quota)}”` }];
}

function calendar(old: SchemeDocument, now: SchemeDocument): Change[] {
  const due = (d: SchemeDocument): string => d.calendar?.selfAssessmentDue ?? '未写明';
  const end = (d: SchemeDocument): string =>
    d.calendar?.yearEnd ? `${d.calendar.yearEnd.from}至${d.calendar.yearEnd.to}` : '未写明';
  const rows: [string, string, string][] = [
    ['自查自评截止', due(old), due(now)],
    ['年终考核', end(old), end(now)],
  ];
  return rows.filter(([, a, b]) => a !== b).map(([what, a, b]) => change('calendar', '日程', `${what}由${a}改为${b}`));
}
