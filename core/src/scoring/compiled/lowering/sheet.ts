/** Lowers the tree of a sheet in one component and period, as `score-tree.ts` computes it. */
import { type Cap, type Indicator, type Item, itemsOf, type Sheet } from '../../../scheme/index.ts';
import type { Expression } from '../expression.ts';
import type { Lowering, Place, RuleScene } from './context.ts';
import { type LoweredEntry, type LoweredNode, lowerItem } from './item.ts';
import { combineBranches, type LoweredBranch, raise, rescale, type Slack, slackOf } from './share-out.ts';

export interface LoweredSheet extends LoweredNode {
  readonly passedTotal: Expression;
  /** The points of each top-level branch: natural pieces for generated functions. */
  readonly pieces: readonly Expression[];
}

interface SheetScene {
  readonly low: Lowering;
  readonly place: Place;
  readonly itemScore: RuleScene['itemScore'];
  readonly itemMean: (item: Item) => { readonly points: Expression; readonly absent: Expression };
}

interface Leaf {
  readonly item: Item;
  readonly applies: Expression;
  readonly node: LoweredNode;
  readonly slack: Slack;
  readonly passedComponent: Expression;
}

const blankNode = (low: Lowering): LoweredNode => {
  const zero = low.b.constant(0);
  return { points: zero, missing: zero, none: zero, anyMissing: zero, entries: [], vetoes: [] };
};

/** An item that does not apply: without marks, or with full marks or the group's mean by its method. */
function exempted(item: Item, node: LoweredNode, decided: Expression, scene: SheetScene): LoweredNode {
  const { b } = scene.low;
  const none = b.or(decided, node.none);
  const here = b.not(none);
  const rest = {
    entries: node.entries.map((e) => ({ ...e, amount: b.when(here, e.amount) })),
    vetoes: node.vetoes.map((v) => ({ ...v, held: b.and(here, v.held) })),
  };
  const missing = b.and(node.missing, b.not(decided));
  const { method } = item.notApplicable;
  if (method === 'full') {
    const points = b.select(none, b.constant(item.full), node.points);
    return { ...rest, points, missing, anyMissing: missing, none: b.constant(0) };
  }
  if (method === 'groupMean' && none.high > 0) {
    const mean = scene.itemMean(item);
    const lacking = b.select(none, mean.absent, missing);
    const points = b.select(none, mean.points, node.points);
    return { ...rest, points, missing: lacking, anyMissing: lacking, none: b.constant(0) };
  }
  return { ...rest, points: b.when(here, node.points), missing, anyMissing: missing, none };
}

function lowerLeaves(sheet: Sheet, scene: SheetScene): Map<string, Leaf> {
  const { low, place } = scene;
  const { b } = low;
  const leaves = new Map<string, Leaf>();
  const decision = (id: string): Expression => b.positive(low.slot(place, id, 'notApplicable', 0));
  const walk = (node: Indicator | Item, above: Expression, decided: Expression): void => {
    const applies = b.and(above, low.applies(node.appliesTo));
    const none = b.or(decided, decision(node.id));
    if (node.type === 'indicator') {
      for (const child of node.children) walk(child, applies, none);
      return;
    }
    if (applies.high === 0) return;
    const looked = b.positive(low.slot(place, node.id, 'examined', 0));
    const own = lowerItem(node, { low, place, full: node.full, itemScore: scene.itemScore }, looked);
    const scored = silenced(exempted(node, own, none, scene), applies, low);
    const slack = slackOf(scored.points, node.full);
    leaves.set(node.id, { item: node, applies, node: scored, slack, passedComponent: b.constant(0) });
  };
  for (const child of sheet.children) walk(child, b.constant(1), decision(sheet.id));
  return leaves;
}

/** A node for those classes only to which it applies; for the others it is not there at all. */
function silenced(node: LoweredNode, applies: Expression, { b }: Lowering): LoweredNode {
  if (applies.low === 1) return node;
  return {
    points: b.when(applies, node.points),
    missing: b.and(applies, node.missing),
    none: b.and(applies, node.none),
    anyMissing: b.and(applies, node.anyMissing),
    entries: node.entries.map((e) => ({ ...e, amount: b.when(applies, e.amount) })),
    vetoes: node.vetoes.map((v) => ({ ...v, held: b.and(applies, v.held) })),
  };
}

/** 分值平均计入其他指标, over the whole component: every applicable item's marks rise by the same figure. */
function shareOverComponent(leaves: Map<string, Leaf>, { low }: SheetScene): void {
  const { b } = low;
  const all = [...leaves.values()];
  const shares = ({ item }: Leaf) => item.notApplicable.method === 'equal' && item.notApplicable.within === 'component';
  const given = all.filter(shares);
  if (given.every((leaf) => leaf.node.none.high === 0)) return;
  const marks = b.sum(given.map((leaf) => b.when(leaf.node.none, b.constant(leaf.item.full))));
  const takes = (leaf: Leaf) => b.and(leaf.applies, b.not(leaf.node.none));
  const sharers = b.sum(all.filter((leaf) => leaf.item.full > 0).map(takes));
  for (const leaf of all) {
    const { item, node } = leaf;
    const own = { points: node.points, slack: leaf.slack };
    const raised = item.full > 0 ? raise(node.points, b.constant(item.full), sharers, marks, leaf.slack, low) : own;
    const points = item.full > 0 ? b.when(takes(leaf), raised.points) : node.points;
    const passedComponent = shares(leaf) ? b.when(node.none, b.constant(item.full)) : b.constant(0);
    leaves.set(item.id, { ...leaf, node: { ...node, points }, slack: raised.slack, passedComponent });
  }
}

const groupCaps = (node: Indicator): Cap[] =>
  node.children.flatMap((child) =>
    child.type === 'item' ? child.rules.flatMap((r) => (r.kind === 'cap' && r.scope === 'group' ? [r] : [])) : [],
  );

/** Cuts bonus (or penalty) entries from the last one back until their sum is within the bound. */
export function cutEntries(
  entries: readonly LoweredEntry[],
  sign: 1 | -1,
  most: Expression,
  { b }: Lowering,
): LoweredEntry[] {
  let room = most;
  return entries.map((entry) => {
    if (entry.sign !== sign) return entry;
    const amount = b.min(entry.amount, room);
    room = b.subtract(room, amount);
    return { ...entry, amount };
  });
}

function gather(branches: readonly LoweredBranch[], { b }: Lowering) {
  return {
    anyMissing: b.any(branches.map((branch) => branch.anyMissing)),
    vetoes: branches.flatMap((branch) => branch.vetoes),
  };
}

function lowerBranch(
  node: Indicator | Item,
  leaves: ReadonlyMap<string, Leaf>,
  scene: SheetScene,
): LoweredBranch | undefined {
  const { low } = scene;
  const { b } = low;
  const zero = b.constant(0);
  const method = node.notApplicable;
  if (node.type === 'item') {
    const leaf = leaves.get(node.id);
    if (!leaf) return undefined;
    const full = b.when(leaf.applies, b.constant(node.full));
    const passed = { component: leaf.passedComponent, total: zero };
    return { ...leaf.node, full, method, slack: leaf.slack, passed };
  }
  const applies = low.applies(node.appliesTo);
  if (applies.high === 0) return undefined;
  const branches = node.children.flatMap((child) => lowerBranch(child, leaves, scene) ?? []);
  const combined = combineBranches(branches, low);
  let { points } = combined;
  let entries = branches.flatMap((branch) => branch.entries);
  for (const cap of groupCaps(node)) {
    const most = low.figure(cap.points).value;
    if (cap.of === 'bonus') entries = cutEntries(entries, 1, most, low);
    else if (cap.of === 'penalty') entries = cutEntries(entries, -1, most, low);
    else {
      const scored = b.not(b.or(combined.none, combined.missing));
      points = b.select(scored, b.max(points, b.subtract(b.constant(node.full), most)), points);
    }
  }
  const full = b.sum(branches.map((branch) => branch.full));
  const own = { ...combined, points, entries, ...gather(branches, low) };
  const silent = silenced(own, applies, low);
  return { ...own, ...silent, full: b.when(applies, full), method };
}

/** Lowers a sheet: the tree, what does not apply shared out, the component's own bonus added. */
export function lowerSheet(sheet: Sheet, scene: SheetScene): LoweredSheet {
  const { low } = scene;
  const { b } = low;
  const leaves = lowerLeaves(sheet, scene);
  const equalled = () => b.sum([...leaves.values()].map((leaf) => leaf.passedComponent));
  shareOverComponent(leaves, scene);
  const branches = sheet.children.flatMap((child) => lowerBranch(child, leaves, scene) ?? []);
  if (branches.length === 0) {
    const none = blankNode(low);
    return { ...none, passedTotal: none.points, pieces: [] };
  }
  const combined = combineBranches(branches, low);
  const shared = b.subtract(combined.passed.component, equalled());
  const { total } = combined.passed;
  let { points } = combined;
  if (shared.high > 0) {
    const whole = b.subtract(b.constant(sheet.full), total);
    const raised = rescale(points, whole, b.subtract(whole, shared), combined.slack, low);
    points = b.select(b.less(b.constant(0), shared), raised.points, points);
  }
  const entries = branches.flatMap((branch) => branch.entries);
  const own = entries.filter((e) => e.to === 'component');
  points = own.reduce((sum, e) => (e.sign > 0 ? b.add(sum, e.amount) : b.subtract(sum, e.amount)), points);
  return {
    points,
    missing: combined.missing,
    none: combined.none,
    entries: entries.filter((e) => e.to === 'total'),
    ...gather(branches, low),
    passedTotal: b.select(combined.none, b.constant(sheet.full), total),
    pieces: branches.map((branch) => branch.points),
  };
}

/** Every item of a sheet is lowered where others are ranked by it or take its mean. */
export const sheetItems = (sheet: Sheet): Item[] => itemsOf(sheet);
