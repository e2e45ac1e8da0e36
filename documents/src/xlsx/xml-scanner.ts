/** What a reader of XML wants to hear; names come without their namespace prefix. */
export interface XmlHandler {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** XML that cannot be read; the caller knows which file it is. */
export class BrokenXml extends Error {
  override readonly name = 'BrokenXml';
}

/** One tag or text of a workbook never comes near this; it bounds what is held between pieces. */
const MAX_HELD = 8 * 1024 * 1024;
const MAX_DEPTH = 64;

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function entity(whole: string, name: string): string {
  const known = ENTITIES[name];
  if (known !== undefined) return known;
  const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  if (!name.startsWith('#') || !(code > 0 && code <= 0x10ffff)) throw new BrokenXml(whole);
  return String.fromCodePoint(code);
}

const plain = (text: string): string => (text.includes('&') ? text.replace(/&([^;&]*);?/g, entity) : text);

const localName = (name: string): string => (name.includes(':') ? name.slice(name.indexOf(':') + 1) : name);

const BLANK = /\s/;
/** `__proto__` is no attribute of any workbook. */
const NAME = /^(?!__proto__)[^\s<>"'/]+$/;

const NO_ATTRIBUTES: Readonly<Record<string, string>> = {};

function attributesOf(text: string): Readonly<Record<string, string>> {
  const attributes: Record<string, string> = {};
  let at = 0;
  for (let equals = text.indexOf('='); equals !== -1; equals = text.indexOf('=', at)) {
    const name = text.slice(at, equals).trim();
    const open = BLANK.test(text[equals + 1] ?? '') ? text.slice(equals + 1).search(/\S/) + equals + 1 : equals + 1;
    const quote = text[open];
    const close = quote === '"' || quote === "'" ? text.indexOf(quote, open + 1) : -1;
    if (close === -1 || !NAME.test(name)) throw new BrokenXml('attributes');
    attributes[name] = plain(text.slice(open + 1, close));
    at = close + 1;
  }
  if (text.length > at && text.slice(at).trim() !== '') throw new BrokenXml('attributes');
  return attributes;
}

const GREATER = 62;
const DOUBLE = 34;
const SINGLE = 39;

/** The `>` that ends a tag; one within quotes does not. -1 when it has not arrived yet. */
function endOfTag(text: string, from: number): number {
  let quote = 0;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === GREATER) return at;
    else if (code === DOUBLE || code === SINGLE) quote = code;
  }
  return -1;
}

function firstBlank(text: string): number {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) <= 32) return at;
  return -1;
}

/**
 * Reads the XML of workbooks piece by piece, several times faster than a general parser: elements, attributes, text and
 * the five entities are all that it knows. Document type declarations are refused (no workbook has one, and they can
 * expand), tags must close in order. Throws `BrokenXml`.
 */
export class XmlScanner {
  readonly #handler: XmlHandler;
  readonly #open: string[] = [];
  #held = '';
  #begun = false;

  constructor(handler: XmlHandler) {
    this.#handler = handler;
  }

  feed(piece: string): void {
    const text = this.#held === '' ? piece : this.#held + piece;
    let at = 0;
    for (;;) {
      const next = this.#step(text, at);
      if (next === -1) break;
      at = next;
    }
    this.#held = text.slice(at);
    if (this.#held.length > MAX_HELD) throw new BrokenXml('too long');
  }

  end(): void {
    if (!this.#begun || this.#open.length > 0 || this.#held.trim() !== '') throw new BrokenXml('unfinished');
  }

  /** Reads one text with the mark-up behind it; gives where to go on, or -1 when more has to arrive first. */
  #step(text: string, from: number): number {
    const start = text.indexOf('<', from);
    if (start === -1 || start + 1 >= text.length) return -1;
    const second = text[start + 1]!;
    if (second === '!' || second === '?') return this.#special(text, from, start);
    const end = endOfTag(text, start + 1);
    if (end === -1) return -1;
    this.#text(text, from, start);
    if (second === '/') this.#close(text.slice(start + 2, end).trim());
    else this.#openTag(text.slice(start + 1, end));
    return end + 1;
  }

  #special(text: string, from: number, start: number): number {
    const forms = [
      ['<!--', '-->'],
      ['<![CDATA[', ']]>'],
      ['<?', '?>'],
    ] as const;
    if (text.length - start < 9) return -1;
    const form = forms.find(([opening]) => text.startsWith(opening, start));
    if (!form) throw new BrokenXml('declaration');
    const [opening, closing] = form;
    const end = text.indexOf(closing, start + opening.length);
    if (end === -1) return -1;
    this.#text(text, from, start);
    if (opening === '<![CDATA[') this.#handler.text?.(text.slice(start + opening.length, end));
    return end + closing.length;
  }

  #text(text: string, from: number, until: number): void {
    if (until > from) this.#handler.text?.(plain(text.slice(from, until)));
  }

  #openTag(tag: string): void {
    const alone = tag.endsWith('/');
    const inner = alone ? tag.slice(0, -1) : tag;
    const space = firstBlank(inner);
    const name = space === -1 ? inner : inner.slice(0, space);
    if (name === '' || (this.#open.length === 0 && this.#begun)) throw new BrokenXml('root');
    this.#begun = true;
    const local = localName(name);
    this.#handler.open?.(local, space === -1 ? NO_ATTRIBUTES : attributesOf(inner.slice(space)));
    if (alone) this.#handler.close?.(local);
    else if (this.#open.push(name) > MAX_DEPTH) throw new BrokenXml('depth');
  }

  #close(name: string): void {
    if (this.#open.pop() !== name) throw new BrokenXml('order');
    this.#handler.close?.(localName(name));
  }
}
