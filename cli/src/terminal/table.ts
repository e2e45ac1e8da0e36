import { cutToWidth, padToWidth, textWidth } from './text-width.ts';

export interface Column {
  readonly title: string;
  /** Numbers stand at the right of their column. */
  readonly align?: 'left' | 'right';
  /** Longer cells are cut. */
  readonly maxWidth?: number;
}

// Control characters in names or reasons would move the cursor or colour the terminal.
const printable = (text: string): string => text.replace(/\p{Cc}+/gu, ' ');

/** Rows under their headings with columns aligned, one line each. */
export function formatTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const cells = [columns.map((c) => c.title), ...rows].map((row) =>
    columns.map((column, at) => cutToWidth(printable(row[at] ?? ''), column.maxWidth ?? 60)),
  );
  const widths = columns.map((_, at) => Math.max(...cells.map((row) => textWidth(row[at] ?? ''))));
  const lines = cells.map((row) =>
    row
      .map((cell, at) => padToWidth(cell, widths[at]!, columns[at]!.align === 'right' ? 'left' : 'right'))
      .join('  ')
      .trimEnd(),
  );
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [lines[0]!, rule, ...lines.slice(1)];
}

export { printable };
