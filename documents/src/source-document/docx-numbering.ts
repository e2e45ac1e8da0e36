import { type Broken, readXml } from '../xml/xml-events.ts';
import type { ZipEntry } from '../zip/open-zip.ts';
import { numeral } from './numerals.ts';

interface Level {
  start: number;
  format: string;
  text: string;
}

type Levels = Map<number, Level>;

/** Which list a paragraph belongs to, and how deep. */
export interface ListPosition {
  readonly list: string;
  readonly level: number;
}

const MAX_LEVEL = 8;

class NumberingHandler {
  readonly abstracts = new Map<string, Levels>();
  readonly lists = new Map<string, string>();
  #levels: Levels | undefined;
  #level: Level | undefined;
  #list: string | undefined;

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const value = attributes['w:val'] ?? '';
    if (name === 'abstractNum') this.abstracts.set(attributes['w:abstractNumId'] ?? '', this.#openLevels());
    else if (name === 'num') this.#list = attributes['w:numId'];
    else if (name === 'abstractNumId' && this.#list !== undefined) this.lists.set(this.#list, value);
    else if (name === 'lvl') this.#openLevel(Number(attributes['w:ilvl'] ?? 0));
    else if (this.#level) this.#describe(this.#level, name, value);
  }

  #openLevels(): Levels {
    this.#levels = new Map();
    return this.#levels;
  }

  #openLevel(index: number): void {
    // Levels inside <w:num> override the list's start only rarely; those of the abstract list are what is printed.
    this.#level = { start: 1, format: 'decimal', text: '' };
    if (this.#list === undefined && index <= MAX_LEVEL) this.#levels?.set(index, this.#level);
  }

  #describe(level: Level, name: string, value: string): void {
    if (name === 'start') level.start = Number(value) || 1;
    else if (name === 'numFmt') level.format = value;
    else if (name === 'lvlText') level.text = value;
  }

  close(name: string): void {
    if (name === 'lvl') this.#level = undefined;
    else if (name === 'abstractNum') this.#levels = undefined;
    else if (name === 'num') this.#list = undefined;
  }
}

/** Counts the automatic numbers of a document's lists (一、 （一） 1. ①), as the program that wrote it prints them. */
export class Numbering {
  readonly #abstracts: ReadonlyMap<string, Levels>;
  readonly #lists: ReadonlyMap<string, string>;
  readonly #counts = new Map<string, number[]>();

  constructor(entry: ZipEntry | undefined, broken: Broken) {
    const handler = new NumberingHandler();
    if (entry) {
      const open = handler.open.bind(handler);
      readXml(entry, { open, close: handler.close.bind(handler) }, broken);
    }
    this.#abstracts = handler.abstracts;
    this.#lists = handler.lists;
  }

  /** The number of the next paragraph at this position; '' for bullets and for lists that are not described. */
  next({ list, level }: ListPosition): string {
    const abstract = this.#lists.get(list);
    const levels = abstract === undefined ? undefined : this.#abstracts.get(abstract);
    const own = levels?.get(level);
    if (abstract === undefined || !levels || !own) return '';
    const counts = this.#counts.get(abstract) ?? [];
    counts[level] = (counts[level] ?? own.start - 1) + 1;
    counts.length = level + 1;
    this.#counts.set(abstract, counts);
    if (own.format === 'bullet' || own.format === 'none') return '';
    return own.text.replace(/%([1-9])/g, (_, digit: string) => {
      const at = Number(digit) - 1;
      const format = levels.get(at)?.format ?? 'decimal';
      return numeral(counts[at] ?? levels.get(at)?.start ?? 1, format);
    });
  }
}
