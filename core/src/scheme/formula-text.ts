import { parseDecimal } from '../values/index.ts';
import type { Formula } from './rules/index.ts';

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)(%?)|([()+\-−*×÷/,，（）])|([\p{Script=Han}A-Za-z_][\p{Script=Han}A-Za-z_0-9]*))/uy;

interface Token {
  readonly kind: 'number' | 'name' | 'sign';
  readonly text: string;
}

const SIGNS: Record<string, string> = { '−': '-', '*': '×', '/': '÷', '（': '(', '）': ')', '，': ',' };
const FUNCTIONS: Record<string, 'min' | 'max'> = { 取小: 'min', 取大: 'max', min: 'min', max: 'max' };

function tokenize(text: string): Token[] | string {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const start = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) return `第${start + 1}个字起读不懂：“${text.slice(start, start + 8)}”`;
    if (match[1] !== undefined) {
      tokens.push({ kind: 'number', text: match[1] });
      if (match[2]) tokens.push({ kind: 'sign', text: '÷' }, { kind: 'number', text: '100' });
    } else if (match[3] !== undefined) tokens.push({ kind: 'sign', text: SIGNS[match[3]] ?? match[3] });
    else tokens.push({ kind: 'name', text: match[4] ?? '' });
  }
  return tokens;
}

/** A recursive descent over sum, product and factor; the depth bound keeps hostile brackets off the stack. */
class Parser {
  private at = 0;
  private depth = 0;
  private readonly tokens: readonly Token[];
  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  private take(text: string): boolean {
    const token = this.tokens[this.at];
    if (token?.kind !== 'sign' || token.text !== text) return false;
    this.at++;
    return true;
  }

  private expect(text: string): void {
    if (!this.take(text)) throw new SyntaxError(`此处应有“${text}”`);
  }

  private chain(next: () => Formula, signs: readonly ('+' | '-' | '×' | '÷')[]): Formula {
    let left = next();
    for (;;) {
      const op = signs.find((sign) => this.take(sign));
      if (!op) return left;
      left = { op, left, right: next() };
    }
  }

  private sum = (): Formula => this.chain(this.product, ['+', '-']);
  private product = (): Formula => this.chain(this.factor, ['×', '÷']);

  private factor = (): Formula => {
    if (++this.depth > 60) throw new SyntaxError('括号嵌套过深');
    const result = this.atom();
    this.depth--;
    return result;
  };

  private atom(): Formula {
    if (this.take('(')) {
      const inner = this.sum();
      this.expect(')');
      return inner;
    }
    const token = this.tokens[this.at++];
    if (token?.kind === 'number') {
      const value = parseDecimal(token.text);
      if (value) return { op: 'number', value };
    }
    if (token?.kind !== 'name') throw new SyntaxError(token ? `不应有“${token.text}”` : '公式不完整');
    const op = FUNCTIONS[token.text];
    if (!op) return { op: 'name', name: token.text };
    this.expect('(');
    const left = this.sum();
    this.expect(',');
    const right = this.sum();
    this.expect(')');
    return { op, left, right };
  }

  whole(): Formula {
    const result = this.sum();
    if (this.at < this.tokens.length) throw new SyntaxError(`“${this.tokens[this.at]?.text}”之后读不懂`);
    return result;
  }
}

/** Reads 得分=(甲+乙)÷2×分值; gives the expression, or in Chinese why it cannot be read. */
export function parseFormula(text: string): { formula: Formula } | { problem: string } {
  if (text.length > 500) return { problem: '公式过长（至多500字）' };
  const tokens = tokenize(text.replace(/^[^=＝]*[=＝]/, ''));
  if (typeof tokens === 'string') return { problem: tokens };
  try {
    return { formula: new Parser(tokens).whole() };
  } catch (error) {
    if (error instanceof SyntaxError) return { problem: error.message };
    throw error;
  }
}

/** The measured values that a formula needs, each once; 分值 is the full marks and no measure. */
export function formulaNames(formula: Formula): string[] {
  if (formula.op === 'number') return [];
  if (formula.op === 'name') return formula.name === '分值' ? [] : [formula.name];
  return [...new Set([...formulaNames(formula.left), ...formulaNames(formula.right)])];
}

/** Whether the text is a formula that can be computed from at least one measured value. */
export function readableFormula(text: string): boolean {
  const parsed = parseFormula(text);
  return 'formula' in parsed && formulaNames(parsed.formula).length > 0;
}
