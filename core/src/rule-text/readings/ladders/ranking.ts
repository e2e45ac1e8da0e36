import { type Statement, subjectOf } from '../../passage/statement.ts';
import { LAST_PLACE } from '../../phrases/ordinal.ts';
import type { TermOf } from '../../phrases/term.ts';
import { type Context, reading } from '../context.ts';
import { type Ladder, pointsOf } from './rung.ts';

/** 前三名的,分别得10分、9分、8分: as many figures as places. */
function listOf(s: Statement): { ordinal: Places; points: number; add: boolean }[] | undefined {
  const places = placesOf(s, undefined);
  if (!places || s.term.type !== 'score') return undefined;
  const { verb, amount } = s.term;
  const values = amount?.values ?? [];
  if (values.length < 2 || values.length !== places.to - places.from + 1) return undefined;
  return values.map((points, i) => ({
    ordinal: { from: places.from + i, to: places.from + i },
    points,
    add: verb === 'add',
  }));
}

interface Places {
  readonly from: number;
  readonly to: number;
}

/** 第2名、第3名 are places 2 to 3; 其他名次 are all after those named before. */
function placesOf(s: Statement, before: Places | undefined): Places | undefined {
  const named = s.condition.filter((t): t is TermOf<'ordinal'> => t.type === 'ordinal');
  const [first] = named;
  const last = named.at(-1);
  if (first && last) return { from: first.from, to: last.to };
  const rest = s.condition.some((t) => t.type === 'text' && REST.some((word) => t.text.startsWith(word)));
  return before && rest ? { from: before.to + 1, to: LAST_PLACE } : undefined;
}

const REST = ['其他', '其它', '其余'];

/** 第一名加1分,第二名加0.8分: neighbouring figures by place. */
export function rankingAt(context: Context, statements: readonly Statement[], from: number): Ladder | undefined {
  const found: { readonly ordinal: Places; readonly points: number; readonly add: boolean }[] = [];
  let covered = 0;
  for (let i = from; i < statements.length; i++) {
    const s = statements[i] as Statement;
    const ordinal = placesOf(s, found.at(-1)?.ordinal);
    const points = pointsOf(s.term);
    const listed = i === from ? listOf(s) : undefined;
    if (listed) {
      found.push(...listed);
      covered++;
      continue;
    }
    if (!ordinal || points === undefined || s.part !== statements[from]?.part) break;
    covered++;
    if (ordinal.to === LAST_PLACE && points === 0) continue;
    found.push({ ordinal, points, add: s.term.type === 'score' && s.term.verb === 'add' });
  }
  if (found.length < 2) return undefined;
  const first = statements[from] as Statement;
  const last = statements[from + covered - 1] as Statement;
  const steps = found.map(({ ordinal, points }) =>
    ordinal.to === ordinal.from
      ? { rank: ordinal.from, points }
      : { min: ordinal.from, ...(ordinal.to < LAST_PLACE && { max: ordinal.to + 1 }), points },
  );
  const spanned: Statement = { ...first, span: { start: first.span.start, end: last.span.end } };
  const at = first.condition.findIndex((t) => t.type === 'ordinal');
  const when = subjectOf(context.passage, { ...first, condition: first.condition.slice(0, at) });
  const rule = { kind: 'rank' as const, steps, when, ...(found[0]?.add && { mode: 'bonus' as const }) };
  return {
    reading: reading(context, spanned, rule),
    last: from + covered - 1,
  };
}
