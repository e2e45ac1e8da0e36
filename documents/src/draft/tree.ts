import type { WrittenRule } from '@zhunsheng/core/scheme';
import type { SourcePlace } from '../source-document/index.ts';
import { numbered } from './numbers.ts';

/** A leaf that was found: 考核内容 with the official sentence, before it gets an id. */
export interface FoundItem {
  readonly type: 'item';
  title: string;
  /** The official words: the requirement and the scoring standard. */
  text: string;
  /** Full marks; `undefined` when the source does not say. */
  points: number | undefined;
  readonly place: SourcePlace;
  /** Its number among its siblings as the source prints it, for finding gaps. */
  ordinal: { readonly style: string; readonly at: number } | undefined;
  evidence: string[];
  assessor: string | undefined;
  method: string | undefined;
  notes: string[];
  /** Why a person must look at it, in Chinese. */
  unsure: string[];
  /** Readings of its sentence that a person must confirm; what is sure stays in the sentence. */
  rules: WrittenRule[];
}

export interface FoundIndicator {
  readonly type: 'indicator';
  title: string;
  points: number | undefined;
  readonly place: SourcePlace;
  readonly children: (FoundIndicator | FoundItem)[];
}

/** A scoring table that was found, drawn or written out in paragraphs. */
export interface FoundSheet {
  title: string;
  /** The words above it, by which its groups and component are known. */
  context: string;
  points: number | undefined;
  readonly place: SourcePlace;
  readonly children: (FoundIndicator | FoundItem)[];
}

function ordinalOf(text: string): FoundItem['ordinal'] {
  const number = numbered(text);
  return number && { style: number.style, at: number.ordinal };
}

export const newItem = (title: string, text: string, points: number | undefined, place: SourcePlace): FoundItem => ({
  type: 'item',
  title,
  text,
  points,
  place,
  ordinal: ordinalOf(text),
  evidence: [],
  assessor: undefined,
  method: undefined,
  notes: [],
  unsure: [],
  rules: [],
});

export const newIndicator = (title: string, points: number | undefined, place: SourcePlace): FoundIndicator => ({
  type: 'indicator',
  title,
  points,
  place,
  children: [],
});

export const itemsBelow = (nodes: readonly (FoundIndicator | FoundItem)[]): FoundItem[] =>
  nodes.flatMap((node) => (node.type === 'item' ? [node] : itemsBelow(node.children)));
