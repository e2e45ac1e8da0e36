/** One figure that is not what the contents of a bundle give: where, what is stated, what comes out. */
export interface Difference {
  /** A file, or the path of a figure such as `T03 城关镇 › 总分`. */
  readonly where: string;
  readonly stated: string;
  readonly computed: string;
}

const FIGURE_TITLES: Readonly<Record<string, string>> = {
  total: '总分',
  beforeBonus: '加减分前得分',
  bonus: '加分',
  penalty: '倒扣分',
  selfTotal: '自评总分',
  components: '考核方式得分',
  rank: '名次',
  grade: '等次',
  rectify: '须整改',
  reasons: '定等理由',
  vetoes: '一票否决',
  missing: '缺项',
  items: '各项得分',
  points: '得分',
  full: '满分',
  outcome: '状态',
  name: '名称',
  group: '分组',
  class: '等级',
  subjects: '考核对象',
  quotas: '名额',
  selections: '评先评优',
  undecided: '待定并列',
  scheme: '方案',
  asOf: '计算截止日',
};

const shown = (value: unknown): string => {
  if (value === undefined) return '（无）';
  if (value === null) return '（空）';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

/** How an entry of a list is recognised again, so that one missing entry does not shift all the others. */
function identity(value: unknown, at: number): { key: string; label: string } {
  const { id, name, title, component, period } = (value ?? {}) as Record<string, unknown>;
  if (typeof id !== 'string') return { key: `${at}`, label: `第${at + 1}项` };
  const words = [id, name ?? title].filter((word) => typeof word === 'string');
  return { key: [component ?? '', period ?? '', id].join('\n'), label: words.join(' ') };
}

interface Keyed {
  readonly key: string;
  readonly label: string;
  readonly value: unknown;
}

/** Entries with a key each; those of equal identity are told apart by their order. */
function keyed(values: readonly unknown[]): Keyed[] {
  const seen = new Map<string, number>();
  return values.map((value, at) => {
    const { key, label } = identity(value, at);
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return { key: `${key}\n${count}`, label, value };
  });
}

type Path = readonly string[];

function compareLists(stated: readonly unknown[], computed: readonly unknown[], path: Path, found: Difference[]): void {
  const [left, right] = [keyed(stated), keyed(computed)];
  const other = new Map(right.map(({ key, value }) => [key, value]));
  for (const { key, label, value } of left) compareValues(value, other.get(key), [...path, label], found);
  const known = new Set(left.map(({ key }) => key));
  for (const { key, label, value } of right)
    if (!known.has(key)) compareValues(undefined, value, [...path, label], found);
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Walks two results side by side and notes every figure that differs. The shape is flat, so recursion is shallow. */
export function compareValues(stated: unknown, computed: unknown, path: readonly string[], found: Difference[]): void {
  if (Array.isArray(stated) && Array.isArray(computed)) {
    compareLists(stated, computed, path, found);
    return;
  }
  if (isObject(stated) && isObject(computed) && !Array.isArray(stated) && !Array.isArray(computed)) {
    for (const key of new Set([...Object.keys(stated), ...Object.keys(computed)])) {
      compareValues(stated[key], computed[key], [...path, FIGURE_TITLES[key] ?? key], found);
    }
    return;
  }
  if (JSON.stringify(stated) === JSON.stringify(computed)) return;
  const [a, b] =
    isObject(stated) !== isObject(computed) ? [summary(stated), summary(computed)] : [shown(stated), shown(computed)];
  found.push({ where: path.join(' › '), stated: a, computed: b });
}

/** An entry that only one side has is named, not printed in full. */
const summary = (value: unknown): string => (isObject(value) ? '（有）' : shown(value));
