import type { Diagnostic, Place } from '@zhunsheng/core/values';
import { type Document, isAlias, isMap, isScalar, isSeq, type LineCounter, type Node } from 'yaml';

type Path = readonly (string | number)[];
export type Locate = (path: Path) => Place;

interface Step {
  readonly node: Node | null;
  readonly offset: number;
}

const startOf = (node: unknown): number | undefined => (node as { range?: readonly number[] } | null)?.range?.[0];

/** One step down: into a map it points at the key, which is where a reader looks first; into a list at the entry. */
function step(document: Document.Parsed, from: Node | null, key: string | number): Step | undefined {
  const node = isAlias(from) ? (from.resolve(document) ?? null) : from;
  if (isMap(node)) {
    const pair = node.items.find((item) => String(isScalar(item.key) ? item.key.value : item.key) === String(key));
    const offset = pair && startOf(pair.key);
    return pair && offset !== undefined ? { node: pair.value as Node | null, offset } : undefined;
  }
  if (isSeq(node) && typeof key === 'number') {
    const entry = node.items[key] as Node | undefined;
    const offset = startOf(entry);
    return entry && offset !== undefined ? { node: entry, offset } : undefined;
  }
  return undefined;
}

/** A function from document path to file, line and column; a path that does not exist gives its nearest ancestor. */
export function locatorOf(document: Document.Parsed, file: string, lines: LineCounter): Locate {
  return (path) => {
    let here: Step = { node: document.contents as Node | null, offset: startOf(document.contents) ?? 0 };
    for (const key of path) {
      const next = step(document, here.node, key);
      if (!next) break;
      here = next;
    }
    const { line, col } = lines.linePos(here.offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col), path };
  };
}

/** Gives diagnostics that know only their path in a document the line and column of that path. */
export const placeDiagnostics = (diagnostics: readonly Diagnostic[], locate: Locate): Diagnostic[] =>
  diagnostics.map((d) => ({ ...d, place: { ...d.place, ...locate(d.place.path ?? []) } }));
