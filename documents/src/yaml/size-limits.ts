import type { CST } from 'yaml';

/** A scheme is a few hundred kilobytes of text; ten megabytes is no document that a person wrote. */
export const MAX_YAML_BYTES = 10 * 1024 * 1024;
export const MAX_DEPTH = 64;
export const MAX_NODES = 200_000;

/** What exceeds the limits, with the offset in the text at which it does. */
export interface Excess {
  readonly kind: 'depth' | 'nodes';
  readonly offset: number;
}

const childrenOf = (token: CST.Token): CST.Token[] => {
  if (token.type === 'document') return token.value ? [token.value] : [];
  if (token.type !== 'block-map' && token.type !== 'block-seq' && token.type !== 'flow-collection') return [];
  const children: CST.Token[] = [];
  for (const item of token.items) {
    if (item.key) children.push(item.key);
    if (item.value) children.push(item.value);
  }
  return children;
};

/**
 * Finds the first place where a syntax tree is nested too deep or holds too much.
 *
 * It walks with its own stack, because the composer behind it recurses and would overflow on a hostile document.
 */
export function findExcess(tokens: readonly CST.Token[]): Excess | undefined {
  const open = tokens.map((token) => ({ token, depth: 0 }));
  for (let nodes = 0; open.length > 0; nodes++) {
    const { token, depth } = open.pop()!;
    if (depth > MAX_DEPTH + 1) return { kind: 'depth', offset: token.offset };
    if (nodes > MAX_NODES) return { kind: 'nodes', offset: token.offset };
    for (const child of childrenOf(token)) open.push({ token: child, depth: depth + 1 });
  }
  return undefined;
}

/** Stops a run of openings (`[[[[`, `- - - -`) before the parser builds a tree of it: one line cannot nest this deep. */
export function findDeepLine(text: string): number | undefined {
  const run = /(?:[[{][ \t]*){65,}|(?:[-?:][ \t]+){65,}/.exec(text);
  return run?.index;
}
