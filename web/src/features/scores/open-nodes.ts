import type { ScoreNode } from './scores.api.ts';

/** Names a node by its place, because an id can stand in several components and periods. */
export const pathOf = (above: string, node: ScoreNode): string => `${above}/${node.kind}:${node.id}`;

function walk(node: ScoreNode, above: string, visit: (node: ScoreNode, path: string) => void): void {
  const path = pathOf(above, node);
  visit(node, path);
  for (const child of node.children) walk(child, path, visit);
}

/** Whether points were lost at a node, or something is missing. */
export const isWanted = (node: ScoreNode): boolean =>
  node.outcome === 'missing' || (node.full !== null && node.points !== null && node.points !== node.full);

const SHOWN_AT_FIRST = new Set(['total', 'component', 'period', 'indicator']);

/** Down to the items; what an item says opens on demand. */
export function openAtFirst(root: ScoreNode): string[] {
  const found: string[] = [];
  walk(root, '', (node, path) => {
    if (SHOWN_AT_FIRST.has(node.kind)) found.push(path);
  });
  return found;
}

export function pathsBelow(root: ScoreNode): string[] {
  const found: string[] = [];
  walk(root, '', (_, path) => found.push(path));
  return found;
}

/** Everything that must be open for an item to be seen, and the item itself. */
export function pathTo(root: ScoreNode, item: string | undefined): string[] {
  if (item === undefined) return [];
  const found: string[] = [];
  walk(root, '', (node, path) => {
    if (node.kind === 'item' && node.id === item) found.push(path);
  });
  return found.flatMap((path) => {
    const parts = path.split('/').slice(1);
    return parts.map((_, at) => `/${parts.slice(0, at + 1).join('/')}`);
  });
}

/** The tree without items that have all their points. */
export function wantedOnly(node: ScoreNode): ScoreNode {
  if (node.kind === 'item') return node;
  const children = node.children
    .map(wantedOnly)
    .filter((child) => (child.kind === 'item' ? isWanted(child) : child.children.length > 0 || isWanted(child)));
  return { ...node, children };
}
