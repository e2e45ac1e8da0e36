import { LEXICON } from './lexicon.ts';
import type { Sense } from './token.ts';
import { UNITS } from './units.ts';

export interface Entry {
  readonly word: string;
  readonly sense?: Sense;
  readonly unit: boolean;
}

interface Node {
  readonly next: Map<string, Node>;
  entry?: Entry;
}

function insert(root: Node, entry: Entry): void {
  let node = root;
  for (const char of entry.word) {
    let next = node.next.get(char);
    if (!next) {
      next = { next: new Map() };
      node.next.set(char, next);
    }
    node = next;
  }
  // 个 counts and 占 shares: a word may be both, and the first listed sense stands.
  node.entry = { ...entry, ...node.entry, unit: entry.unit || (node.entry?.unit ?? false) };
}

function build(): Node {
  const root: Node = { next: new Map() };
  for (const [sense, words] of Object.entries(LEXICON))
    for (const word of words.split(/\s+/).filter(Boolean)) insert(root, { word, sense: sense as Sense, unit: false });
  for (const word of UNITS.keys()) insert(root, { word, unit: true });
  return root;
}

const ROOT = build();

/** The longest listed word that begins at `start`; at most as many steps as the longest word has characters. */
export function longestWord(chars: string, start: number): Entry | undefined {
  let node: Node | undefined = ROOT;
  let found: Entry | undefined;
  for (let i = start; node; i++) {
    if (node.entry) found = node.entry;
    const char = chars[i];
    node = char === undefined ? undefined : node.next.get(char);
  }
  return found;
}
