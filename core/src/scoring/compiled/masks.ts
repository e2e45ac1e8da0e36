/** A name or a number: written twice, it costs nothing twice. */
const isPlain = (text: string): boolean => /^(\w+|\(-\d+\))$/.test(text);

/**
 * Minimum and maximum of 31-bit integers as masks, written out in one function. Calls of small functions would read better,
 * but the first run of a fresh process pays for each of them before the JIT has made them one.
 */
export class Masks {
  private count = 0;

  /** `let` of the variables used, at the head of the function. */
  declaration(): string {
    if (this.count === 0) return '';
    return `  let ${Array.from({ length: this.count }, (_, i) => `w${i}`).join(', ')};\n`;
  }

  private variable(): string {
    return `w${this.count++}`;
  }

  /** Keeps a value: how it is written the first time, and from then on. */
  private keep(text: string): readonly [first: string, then: string] {
    if (isPlain(text)) return [text, text];
    const name = this.variable();
    return [`(${name} = ${text})`, name];
  }

  /** a − b, and the variable that then holds it. */
  private difference(a: string, b: string): readonly [first: string, then: string] {
    const name = this.variable();
    return [`(${name} = ${a} - ${b} | 0)`, name];
  }

  least(a: string, b: string): string {
    const [first, then] = this.keep(b);
    const [difference, again] = this.difference(a, first);
    return `((${difference} & ${again} >> 31) + ${then} | 0)`;
  }

  greatest(a: string, b: string): string {
    const [first, then] = this.keep(b);
    const [difference, again] = this.difference(a, first);
    return `((${difference} & ~(${again} >> 31)) + ${then} | 0)`;
  }

  /** The value, or 0 where it is negative. */
  positive(a: string): string {
    const [first, then] = this.keep(a);
    return `(${first} & ~(${then} >> 31))`;
  }
}
