import { Unreadable } from '../unreadable.ts';

/** Bounds that no honest scheme meets, so that a hostile file costs neither memory nor time. */
export const SOURCE_LIMITS = {
  bytes: 64 * 1024 * 1024,
  /** Unpacked bytes of one part of an office file. */
  part: 256 * 1024 * 1024,
  paragraphs: 20_000,
  cells: 100_000,
  columns: 200,
  /** Characters of all text together. */
  characters: 2_000_000,
  /** Tables within tables, and tags within tags. */
  nesting: 32,
  tags: 512,
} as const;

const HINT = '请检查是否选错了文件，或拆成几个文件。';

const tooLarge = (message: string): Unreadable => new Unreadable('documents.too-large', message, HINT);

export const tooDeep = (): Unreadable =>
  new Unreadable('documents.too-deep', '文件的嵌套层数过多。', '请检查文件是否损坏，或复制正文到新文件后再试。');

export function checkBytes(bytes: number): void {
  if (bytes > SOURCE_LIMITS.bytes) throw tooLarge(`文件超过${SOURCE_LIMITS.bytes / 1024 / 1024}MB。`);
}

/** Counts what is read and stops a file that goes beyond the bounds. */
export class Budget {
  #paragraphs = 0;
  #cells = 0;
  #characters = 0;

  paragraph(): void {
    this.#paragraphs++;
    if (this.#paragraphs > SOURCE_LIMITS.paragraphs) throw tooLarge(`正文超过${SOURCE_LIMITS.paragraphs}段。`);
  }

  cells(count = 1): void {
    this.#cells += count;
    if (this.#cells > SOURCE_LIMITS.cells) throw tooLarge(`表格超过${SOURCE_LIMITS.cells}个单元格。`);
  }

  text(text: string): void {
    this.#characters += text.length;
    if (this.#characters > SOURCE_LIMITS.characters) {
      throw tooLarge(`文字超过${SOURCE_LIMITS.characters / 10_000}万字。`);
    }
  }
}

export function checkPart(bytes: number): void {
  if (bytes > SOURCE_LIMITS.part) throw tooLarge(`文件解开后超过${SOURCE_LIMITS.part / 1024 / 1024}MB。`);
}
