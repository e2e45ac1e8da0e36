/** Full-width digits and signs as ordinary ones, one for one, so that positions stay what they were. */
export const ordinary = (text: string): string =>
  text.replace(/[０-９．％]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));

const FIGURE = '\\d{1,4}(?:\\.\\d{1,3})?';
const CHINESE_FIGURE = '[一二两三四五六七八九十]{1,3}';
/** Words in which 分 is no mark: 分钟, 分之, 分管, 分别, 部分 … */
const NO_MARK =
  '(?!钟|之|析|别|类|工|组|管|局|公司|布|享|级|期|解|层|支|裂|散|离|歧|化|校|院|子|割|队|区|片|包|流|发|步|批|厂)';
const POINTS = new RegExp(`(?:${FIGURE}|${CHINESE_FIGURE}|半)\\s*分${NO_MARK}`);
const SCORING =
  /(?:扣|得|加|计|记|减|倒扣|给)\s*(?:除|去|满|\d|[一二两三四五六七八九十零半]|分|相应)|扣分|不得分|得满分|一票否决|\d\s*分\s*[/／]\s*[次件项个]/;

/** Whether a text carries a figure in 分 (or a word such as 不得分), which no draft may drop silently. */
export const carriesPoints = (text: string): boolean =>
  POINTS.test(ordinary(text)) || /不得分|扣分|加分|零分/.test(text);

/** Whether a text says how points are lost or won. */
export const saysScoring = (text: string): boolean => {
  const plain = ordinary(text);
  return SCORING.test(plain) && (POINTS.test(plain) || /扣分|得分|满分|零分|否决/.test(plain));
};

const DIGITS = '零一二三四五六七八九';

function chineseNumber(text: string): number {
  const [tens = '', ones = ''] = text.includes('十') ? text.split('十') : ['0', text];
  const digit = (char: string): number => (char === '两' ? 2 : Math.max(0, DIGITS.indexOf(char)));
  return (text.includes('十') ? (tens === '' ? 1 : digit(tens)) * 10 : 0) + (ones === '' ? 0 : digit(ones));
}

const numberOf = (text: string): number => (/\d/.test(text) ? Number(text) : chineseNumber(text));

const LEAD = '(?:本项|该项|小计|合计|总计|共计|满分为?|共|计|分值为?|总分为?|标准分)?';
const IN_BRACKETS = new RegExp(
  `[（(〔【\\[]\\s*${LEAD}\\s*[:：]?\\s*(${FIGURE}|${CHINESE_FIGURE})\\s*分\\s*[)）〕】\\]]`,
  'g',
);
const BARE_END = new RegExp(`^(.{2,24}?)[\\s:：，,、—-]*(?:共|计|满分|分值)?[:：]?(${FIGURE})\\s*分\\s*[。；;]?$`);

export interface Marked {
  /** Full marks as stated. */
  readonly points: number;
  /** The words before the mark. */
  readonly head: string;
  /** The words behind it. */
  readonly rest: string;
}

const HEAD_LIMIT = 80;
const cutNumber = (text: string): string => text.replace(/^[\s。；;：:，,、]+/, '');

/**
 * The full marks that stand in brackets behind a heading or at the end of a requirement: `组织领导（20分）`.
 *
 * `…的（3分）` is no such mark: it says what a part is worth, which is for the reader of sentences.
 */
export function bracketMark(text: string): Marked | undefined {
  const plain = ordinary(text);
  for (const match of plain.matchAll(IN_BRACKETS)) {
    const head = text.slice(0, match.index).trimEnd();
    const rest = text.slice(match.index + match[0].length);
    const atEnd = /^[\s。；;：:，,、]*$/.test(rest);
    const behindHeading =
      match.index <= HEAD_LIMIT && !/[。；;\n]/.test(head) && /^\s*[。：:；;，,\n]|^\s*$/.test(rest);
    if (/[的得]$/.test(head) && !atEnd) continue;
    if (!atEnd && !behindHeading && !(match.index <= HEAD_LIMIT && !/[。；;\n，,]/.test(head))) continue;
    return { points: numberOf(match[1]!), head, rest: cutNumber(rest) };
  }
  return undefined;
}

/** The full marks of a heading, in brackets or bare at its end (`组织领导 10分`). */
export function headingMark(text: string): Marked | undefined {
  const marked = bracketMark(text);
  if (marked) return marked;
  const bare = BARE_END.exec(ordinary(text).trim());
  if (!bare || /扣|得|加|以上|以下|不满|不足|低于|高于|为|[~～至—-]$/.test(bare[1]!)) return undefined;
  return { points: Number(bare[2]), head: text.trim().slice(0, bare[1]!.length), rest: '' };
}

/** How many marks in brackets a text carries. */
export const countMarks = (text: string): number => [...ordinary(text).matchAll(IN_BRACKETS)].length;

const POINTS_CELL = new RegExp(`^[（(]?\\s*(?:满分)?(${FIGURE})\\s*分?\\s*[)）]?$`);

/** The figure of a cell in a column of marks: `4`, `4分`, `（4分）`; `undefined` for anything else. */
export function pointsCell(text: string): number | undefined {
  const match = POINTS_CELL.exec(ordinary(text).trim());
  return match ? Number(match[1]) : undefined;
}

/** The largest figure in 分 that a text names. */
export const largestFigure = (text: string): number =>
  Math.max(0, ...[...ordinary(text).matchAll(new RegExp(`(${FIGURE})\\s*分${NO_MARK}`, 'g'))].map((m) => Number(m[1])));
