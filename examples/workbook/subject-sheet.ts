import type { Workbook, Worksheet } from 'exceljs';
import { type CountedFinding, countFindings } from './findings.ts';
import type { GroupTable } from './group-sheet.ts';
import { type Line, linesOf } from './lines.ts';
import {
  type ComponentDoc,
  type Folder,
  forClass,
  type ItemDoc,
  listItems,
  type Row,
  type RuleDoc,
  ruleId,
  type SheetDoc,
} from './read.ts';

const HEADINGS = [
  '编号',
  '指标、评分标准',
  '满分',
  '查核情况',
  '数量/数值/应于',
  '加重/分子/完成',
  '分母/逾期',
  '扣分',
  '得分',
  '不得分',
  '本项得分',
  '适用满分',
];
const WIDTHS = [16, 52, 7, 60, 13, 13, 10, 8, 8, 8, 10, 10];

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** Writes the score sheet of one subject as a clerk would keep it: one worksheet, plain formulas only. */
export class SubjectSheet {
  protected readonly sheet: Worksheet;
  protected findings: ReadonlyMap<string, readonly CountedFinding[]>;
  protected own: readonly Row[];
  protected readonly folder: Folder;
  protected readonly subject: Row;
  protected readonly groups: GroupTable;
  /** The component being written, whose panel joins the marks of several assessors. */
  protected judgedBy: ComponentDoc | undefined;

  constructor(book: Workbook, folder: Folder, subject: Row, groups: GroupTable) {
    this.folder = folder;
    this.subject = subject;
    this.groups = groups;
    this.sheet = book.addWorksheet(subject.编号 ?? '', { views: [{ state: 'frozen', ySplit: 2 }] });
    this.findings = countFindings(folder, subject);
    this.own = folder.facts.filter((f) => f.考核对象 === subject.编号);
    this.sheet.addRow([`${subject.名称}(${subject.分组}${subject.等级 ? `,${subject.等级}` : ''})`]).font = {
      bold: true,
      size: 14,
    };
    this.sheet.addRow(HEADINGS).font = { bold: true };
    this.sheet.columns.forEach((column, i) => {
      column.width = WIDTHS[i] ?? 10;
    });
  }

  /** Components, weights, bonus and penalty, total. */
  write(): void {
    const { scheme } = this.folder;
    const scores = scheme.components.map((c) => ({ component: c, cell: this.component(c) }));
    this.sheet.addRow([]);
    const scale = scheme.scale ?? 100;
    const counted = scores.filter(({ component }) => component.weight > 0 && !this.isWholeNone(component));
    const weighted = counted.map(({ component, cell }) => {
      const full = this.fullOf(component);
      return `${component.weight}*${cell}${full === scale ? '' : `*${scale}/${full}`}`;
    });
    const weights = this.weightsOf(counted.map(({ component }) => component));
    const remark = `各考核方式得分×权重÷${weights},相加后四舍五入`;
    const before = this.result('beforeBonus', '加权合计', `ROUND((${weighted.join('+')})/${weights},2)`, remark);
    const { bonus, penalty } = this.outside();
    const limit = scheme.rules?.find((r) => r.kind === 'cap' && (r.of ?? 'bonus') === 'bonus');
    const gain =
      limit?.points === undefined || limit.points === 'full'
        ? bonus
        : `MIN(${forClass(limit.points, this.subject.等级)},${bonus})`;
    const allowed = scheme.gate ? `IF(${before}>=${scheme.gate.min},${gain},0)` : gain;
    const bonusCell = this.result('bonus', '加分(以限额为止)', allowed, '');
    const penaltyCell = this.result('penalty', '倒扣', penalty, '');
    this.result('total', '总分', `MAX(0,ROUND(${before}+${bonusCell}-${penaltyCell},2))`, '加权合计+加分-倒扣');
  }

  /** What the weighted sum is divided by. */
  protected weightsOf(components: readonly ComponentDoc[]): string {
    return `${sum(components.map((c) => c.weight))}`;
  }

  protected result(id: string, title: string, formula: string, remark: string): string {
    const row = this.sheet.addRow([id, title, '', remark]);
    row.getCell(11).value = { formula, result: undefined as never };
    row.font = { bold: true };
    return `K${row.number}`;
  }

  protected sheetOf(component: ComponentDoc): SheetDoc | undefined {
    return this.folder.scheme.sheets.find(
      (s) => s.for.groups.includes(this.subject.分组 ?? '') && s.for.components.includes(component.id),
    );
  }

  protected fullOf(component: ComponentDoc): number {
    return this.sheetOf(component)?.points ?? component.points ?? 100;
  }

  protected component(component: ComponentDoc): string {
    this.sheet.addRow([]);
    this.judgedBy = component;
    const sheet = this.sheetOf(component);
    if (!sheet || component.panel?.of === 'component') return this.panel(component);
    this.sheet.addRow(['', `${component.title}:${sheet.title}`]).font = { bold: true, size: 12 };
    const items = listItems(sheet.indicators)
      .filter(({ item }) => this.allows(item.appliesTo))
      .map(({ item, above }) => this.item(item, [sheet.id, ...above]));
    const marks = items.map((i) => i.score).join('+');
    const fulls = items.map((i) => i.full).join('+');
    const added = this.result(`${component.id}:sum`, `${component.title}合计`, `ROUND(${marks},2)`, '适用各项得分相加');
    const whole = this.result(`${component.id}:full`, '适用满分合计', fulls, '不涉及的项目不计');
    return this.result(
      component.id,
      component.title,
      this.isWholeNone(component) ? '0' : `ROUND(${added}*${sheet.points}/${whole},2)`,
      '合计×满分÷适用满分',
    );
  }

  /** 评议: the mean of the marks, without the highest and the lowest where the scheme says so. */
  private panel(component: ComponentDoc): string {
    const marks = this.own.filter((f) => f.类型 === '评分' && f.对应条目 === component.id);
    const rows = marks.map((m) => {
      const row = this.sheet.addRow(['', m.记录人, component.points ?? 100, '']);
      row.getCell(5).value = Number(m.数值);
      return row.number;
    });
    const range = `E${rows[0]}:E${rows.at(-1)}`;
    const trim = component.panel?.trim ?? 0;
    const drop = trim > 0 && rows.length >= 2 * trim + 1;
    const formula = drop
      ? `ROUND((SUM(${range})-MAX(${range})-MIN(${range}))/(COUNT(${range})-2),2)`
      : `ROUND(AVERAGE(${range}),2)`;
    return this.result(component.id, component.title, formula, drop ? '去掉一个最高分和一个最低分后平均' : '平均');
  }

  /** What column A calls an item; a component with periods names the period too. */
  protected keyOf(item: ItemDoc): string {
    return item.id;
  }

  private isNone(item: ItemDoc, above: readonly string[]): boolean {
    return this.own.some((f) => f.类型 === '不涉及' && [item.id, ...above].includes(f.对应条目 ?? ''));
  }

  /** A whole component that does not apply: its weight goes to the others. */
  private isWholeNone(component: ComponentDoc): boolean {
    const sheet = this.sheetOf(component)?.id;
    return this.own.some((f) => f.类型 === '不涉及' && f.对应条目 !== undefined && f.对应条目 === sheet);
  }

  protected item(item: ItemDoc, above: readonly string[]): { score: string; full: string } {
    const full = item.points ?? 0;
    const head = this.sheet.addRow([this.keyOf(item), item.title, full]);
    head.font = { bold: true };
    const [score, applied] = [head.getCell(11), head.getCell(12)];
    const cells = { score: `K${head.number}`, full: `L${head.number}` };
    if (this.isNone(item, above)) {
      head.getCell(4).value = '不涉及';
      score.value = 0;
      applied.value = 0;
      return cells;
    }
    const parts = (item.parts ?? []).map((part, i) =>
      this.rules(part.id ?? `${item.id}(${i + 1})`, part.rules ?? [], part.points),
    );
    const rules = this.rules(item.id, item.rules ?? [], full);
    const base = parts.length > 0 ? parts.map((p) => p.formula).join('+') : rules.base;
    const held = `MAX(0,MIN(${full},${base}${rules.minus}))`;
    const amount = `ROUND(${rules.zero ? `IF(${rules.zero}>0,0,${held})` : held},2)`;
    score.value = { formula: rules.none ? `IF(${rules.none},0,${amount})` : amount, result: undefined as never };
    applied.value = rules.none ? { formula: `IF(${rules.none},0,${full})`, result: undefined as never } : full;
    return cells;
  }

  protected allows(limit: RuleDoc['appliesTo']): boolean {
    const { groups, classes } = limit ?? {};
    return (
      (!groups || groups.includes(this.subject.分组 ?? '')) && (!classes || classes.includes(this.subject.等级 ?? ''))
    );
  }

  /** 扣分最多…: the limit that an item sets on its own deductions. */
  private boundOf(rules: readonly RuleDoc[]): number | undefined {
    const points = rules.find((rule) => rule.kind === 'cap' && rule.points !== 'full')?.points;
    return points === undefined || points === 'full' ? undefined : forClass(points, this.subject.等级);
  }

  /** The lines of an owner's rules and the pieces of its formula. */
  private rules(owner: string, written: readonly RuleDoc[], full: number) {
    const rules = written
      .map((rule, i) => ({ rule, id: ruleId(owner, rule, i) }))
      .filter(({ rule }) => this.allows(rule.appliesTo));
    const taking = rules.some(({ rule }) =>
      ['deduct', 'deductEach', 'shortfall', 'deadline', 'ratioStep'].includes(rule.kind),
    );
    const cells = { minus: [] as string[], plus: [] as string[], zero: [] as string[], none: [] as string[] };
    for (const { rule, id } of rules) {
      if (rule.kind === 'award' && rule.points === 'full' && taking) continue;
      const rows = linesOf(rule, this.context(rule, id, full)).map((line) => this.line(id, rule, line));
      const limit = rule.cap !== undefined && rows.length > 1 ? forClass(rule.cap, this.subject.等级) : undefined;
      const minus = rows.flatMap((r) => r.minus);
      if (minus.length > 0)
        cells.minus.push(limit === undefined ? minus.join('+') : `MIN(${limit},${minus.join('+')})`);
      cells.plus.push(...rows.flatMap((r) => r.plus));
      cells.zero.push(...rows.flatMap((r) => r.zero));
      cells.none.push(...rows.flatMap((r) => r.none));
    }
    const most = this.boundOf(rules.map(({ rule }) => rule));
    const loss = cells.minus.length > 0 ? `(${cells.minus.join('+')})` : '';
    const minus = loss && `-${most === undefined ? loss : `MIN(${most},${loss})`}`;
    const zero = cells.zero.join('+');
    const base = cells.plus.length > 0 ? cells.plus.join('+') : `${full}`;
    const held = `MAX(0,MIN(${full},${base}${minus}))`;
    return {
      base,
      minus,
      zero,
      none: cells.none.length > 1 ? `OR(${cells.none.join(',')})` : cells.none.join(''),
      formula: zero ? `IF(${zero}>0,0,${held})` : held,
    };
  }

  private context(rule: RuleDoc, id: string, full: number) {
    const { folder, subject } = this;
    const entries = this.own.filter((f) => f.对应条目 === id && f.类型 !== '评分记录');
    const groupRange = () => this.groups.rangeOf(id, subject.分组 ?? '');
    const findings = this.findings.get(rule.counts ?? id) ?? [];
    return { folder, subject, id, full, findings, entries, groupRange, panel: this.judgedBy?.panel };
  }

  private line(id: string, rule: RuleDoc, line: Line) {
    const row = this.sheet.addRow([id, rule.clause ?? '', '', line.found]);
    row.getCell(2).alignment = { wrapText: true, vertical: 'top' };
    row.getCell(4).alignment = { wrapText: true, vertical: 'top' };
    const own = (formula: string) => formula.replace(/\{([EFG])\}/g, (_, column) => `${column}${row.number}`);
    const put = (column: number, value: string | number | undefined) => {
      if (value === undefined) return;
      const isFormula = typeof value === 'string' && value.startsWith('=');
      row.getCell(column).value = isFormula ? { formula: own(value.slice(1)), result: undefined as never } : value;
    };
    for (const [i, value] of line.inputs.entries()) put(5 + i, value);
    if (line.dates) for (const column of [5, 6]) row.getCell(column).numFmt = 'yyyy-mm-dd';
    const cell = (column: number, letter: string, formula: string | undefined): string[] => {
      if (formula === undefined) return [];
      put(column, `=${formula}`);
      return [`${letter}${row.number}`];
    };
    return {
      minus: cell(8, 'H', line.minus),
      plus: cell(9, 'I', line.plus),
      zero: cell(10, 'J', line.zero),
      none: line.none === undefined ? [] : [own(line.none)],
    };
  }

  /** Bonus and penalty of the whole assessment. */
  private outside(): { bonus: string; penalty: string } {
    const found = { bonus: ['0'], penalty: ['0'] };
    for (const [i, rule] of (this.folder.scheme.rules ?? []).entries()) {
      if (rule.kind !== 'bonus' && rule.kind !== 'penalty') continue;
      const id = ruleId('total', rule, i);
      const findings = this.findings.get(id) ?? [];
      const number = sum(findings.map((f) => f.count));
      const points = forClass(rule.points === 'full' ? 0 : (rule.points ?? 0), this.subject.等级);
      const amount = rule.per === undefined ? `IF({E}>0,${points},0)` : `${points}*{E}`;
      const held = rule.cap === undefined ? amount : `MIN(${forClass(rule.cap, this.subject.等级)},${amount})`;
      const words = findings.map((f) => `${f.row.理由}${f.remark}`).join('\n') || '无';
      const { plus } = this.line(id, rule, { found: words, inputs: [number], plus: held });
      found[rule.kind].push(...plus);
    }
    return { bonus: `(${found.bonus.join('+')})`, penalty: `(${found.penalty.join('+')})` };
  }
}
