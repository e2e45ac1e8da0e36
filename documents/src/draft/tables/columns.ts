import { bracketMark, ordinary, pointsCell, saysScoring } from '../marks.ts';
import type { Grid } from './grid.ts';
import type { HeaderRows } from './header-rows.ts';
import type { Role } from './headers.ts';

/** What the cells of one column look like, headings aside. */
interface Shape {
  readonly column: number;
  readonly filled: number;
  /** Shares of the filled cells. */
  readonly numeric: number;
  readonly scoring: number;
  readonly marked: number;
  readonly bodies: number;
  readonly length: number;
  /** 1, 2, 3 … down the column. */
  readonly counting: boolean;
}

const BODY = /(?:局|办|委|部|室|队|中心|政府|院|站|所|科|处|股|组|单位|部门|人大|政协)[）)]?$/;

function shapeOf(grid: Grid, column: number, rows: readonly number[]): Shape {
  const cells = rows
    .filter((row) => grid.begins(row, column) && grid.at(row, column)?.column === column)
    .map((row) => grid.at(row, column)!.text)
    .filter((text) => text !== '');
  const share = (holds: (text: string) => boolean): number =>
    cells.length === 0 ? 0 : cells.filter(holds).length / cells.length;
  const figures = cells.map((text) => Number(ordinary(text).replace(/[.、]$/, '')));
  const steps = figures.filter((figure, at) => at > 0 && figure === figures[at - 1]! + 1).length;
  return {
    column,
    filled: cells.length,
    numeric: share((text) => pointsCell(text) !== undefined),
    scoring: share(saysScoring),
    marked: share((text) => bracketMark(text) !== undefined),
    bodies: share((text) => text.length <= 30 && text.split(/[、\n，,；;]/).every((name) => BODY.test(name.trim()))),
    length: cells.length === 0 ? 0 : cells.reduce((sum, text) => sum + text.length, 0) / cells.length,
    counting: cells.length >= 3 && steps >= (cells.length - 1) * 0.8,
  };
}

/** Corrects a heading that its column belies: 考核方法 over sentences with 扣, 评分标准 over sentences without. */
function trust(role: Role | undefined, shape: Shape, words: string): Role | undefined {
  if (role === 'points' && shape.filled >= 2 && shape.numeric < 0.3)
    return shape.scoring > 0.3 ? 'standard' : undefined;
  if (role === 'blankMarks' && shape.scoring > 0.3) return 'standard';
  if (role === 'blankMarks' && shape.length > 12) return 'unknown';
  if (role === 'method' && shape.scoring > 0.4) return 'standard';
  if (role === 'standard' && shape.filled >= 3 && shape.scoring < 0.1 && /方法|办法|方式/.test(words)) return 'method';
  return role;
}

const most = (shapes: readonly Shape[], of: (shape: Shape) => number): Shape | undefined =>
  shapes.reduce<Shape | undefined>(
    (best, shape) => (best === undefined || of(shape) > of(best) ? shape : best),
    undefined,
  );

/** Roles from shape alone, for columns whose headings say nothing. */
function guessRoles(shapes: readonly Shape[], roles: Map<number, Role>): void {
  const open = (): Shape[] => shapes.filter((shape) => !roles.has(shape.column) && shape.filled > 0);
  const has = (role: Role): boolean => [...roles.values()].includes(role);
  for (const shape of open()) if (shape.counting && shape.column === 0 && shape.numeric > 0.8) roles.set(0, 'number');
  if (!has('points')) {
    const points = most(
      open().filter((shape) => shape.numeric >= 0.6 && shape.filled >= 2),
      (s) => s.numeric * s.filled,
    );
    if (points) roles.set(points.column, 'points');
  }
  if (!has('standard')) {
    const standard = most(
      open().filter((shape) => shape.scoring >= 0.3),
      (shape) => shape.scoring * shape.filled,
    );
    if (standard) roles.set(standard.column, 'standard');
  }
  if (!has('content')) {
    const content = most(
      open().filter((shape) => shape.bodies < 0.6 && shape.numeric < 0.5),
      (shape) => shape.length,
    );
    if (content && (content.length > 6 || !has('level'))) roles.set(content.column, 'content');
  }
  for (const shape of open()) roles.set(shape.column, restOf(shape, roles));
}

function restOf(shape: Shape, roles: ReadonlyMap<number, Role>): Role {
  const of = (role: Role): number[] => [...roles].filter(([, r]) => r === role).map(([column]) => column);
  const anchor = Math.min(...of('content'), ...of('standard'));
  if (shape.column < anchor && shape.numeric < 0.5) return 'level';
  if (shape.scoring >= 0.3) return 'standard';
  return shape.bodies >= 0.6 ? 'assessor' : 'unknown';
}

/** How a table's columns are to be read, and whether it is a scoring table at all. */
export interface Columns {
  readonly roles: ReadonlyMap<number, Role>;
  of(role: Role): readonly number[];
  readonly scoring: boolean;
}

function isScoring(shapes: readonly Shape[], roles: ReadonlyMap<number, Role>, headings: HeaderRows): boolean {
  const with_ = (role: Role): Shape[] => shapes.filter((shape) => roles.get(shape.column) === role && shape.filled > 0);
  const standard = with_('standard').some((shape) => shape.scoring >= 0.25);
  const marks = with_('points').length > 0 || shapes.some((shape) => shape.marked >= 0.3 && shape.filled >= 2);
  const named = new Set(headings.named.values());
  const told = named.has('points') && (named.has('content') || named.has('standard') || named.has('level'));
  const bonus = standard && named.has('standard') && named.size >= 2;
  return (standard && marks) || (told && with_('points').some((shape) => shape.numeric >= 0.5)) || bonus;
}

/** 考核内容及评分标准 in one column: each of its marked cells is an item, so it is read as the content. */
function joinCombined(shapes: readonly Shape[], roles: Map<number, Role>): void {
  if ([...roles.values()].includes('content')) return;
  for (const shape of shapes) {
    if (roles.get(shape.column) === 'standard' && shape.marked >= 0.5) roles.set(shape.column, 'content');
  }
}

/** Reads the columns of a table by their headings, and by their shape where the headings are silent or wrong. */
export function readColumns(grid: Grid, headings: HeaderRows): Columns {
  const rows: number[] = [];
  for (let row = headings.bodyFrom; row < grid.rows; row++) if (!headings.rows.has(row)) rows.push(row);
  const roles = new Map<number, Role>();
  const shapes = Array.from({ length: grid.columns }, (_, column) => shapeOf(grid, column, rows));
  for (const shape of shapes) {
    const role = trust(headings.named.get(shape.column), shape, headings.words.get(shape.column) ?? '');
    if (role) roles.set(shape.column, role);
  }
  guessRoles(shapes, roles);
  const scoring = isScoring(shapes, roles, headings);
  joinCombined(shapes, roles);
  const of = (role: Role): number[] =>
    [...roles]
      .filter(([, own]) => own === role)
      .map(([column]) => column)
      .sort((a, b) => a - b);
  return { roles, of, scoring };
}
