import { readXml } from '../xml/xml-events.ts';
import type { ZipEntry } from '../zip/open-zip.ts';

/** How the number of a cell is shown: as a number, a date, a percentage, or with leading zeros (`width`). */
export type NumberFormat =
  | { readonly kind: 'number' | 'date' | 'percent' }
  | { readonly kind: 'padded'; readonly width: number };

const NUMBER: NumberFormat = { kind: 'number' };
const DATE: NumberFormat = { kind: 'date' };
const PERCENT: NumberFormat = { kind: 'percent' };

/** Dates among the formats that every workbook knows by number; 27–36 and 50–58 are those of Chinese workbooks. */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);

/** Reads a format code such as `yyyy"年"m"月"d"日"`, `0.0%` or `0000`. */
export function formatOfCode(code: string): NumberFormat {
  const first = code.split(';')[0] ?? '';
  const bare = first.replace(/"[^"]*"|\\.|\[[^\]]*\]|[_*]./g, '');
  if (/[yd]/i.test(bare) || (/m/i.test(bare) && !/[hs]/i.test(bare))) return DATE;
  if (bare.includes('%')) return PERCENT;
  return /^0{2,15}$/.test(bare) ? { kind: 'padded', width: bare.length } : NUMBER;
}

function builtIn(id: number): NumberFormat {
  if (isBuiltInDate(id)) return DATE;
  return id === 9 || id === 10 ? PERCENT : NUMBER;
}

/** The number format of each cell style, by the style's index. */
export function readNumberFormats(entry: ZipEntry | undefined): readonly NumberFormat[] {
  const codes = new Map<number, string>();
  const styles: NumberFormat[] = [];
  if (!entry) return styles;
  let inCellStyles = false;
  readXml(entry, {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      else if (name === 'cellXfs') inCellStyles = true;
      else if (name === 'xf' && inCellStyles) {
        const id = Number(attributes.numFmtId ?? 0);
        const code = codes.get(id);
        styles.push(code === undefined ? builtIn(id) : formatOfCode(code));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellStyles = false;
    },
  });
  return styles;
}
