/** Which way a change moves the assessed bodies: 收紧 costs more points, 放宽 fewer; anything else is only different. */
export type Direction = 'added' | 'removed' | 'tightened' | 'loosened' | 'changed';

export const DIRECTION_WORDS: Readonly<Record<Direction, string>> = {
  added: '新增',
  removed: '删去',
  tightened: '收紧',
  loosened: '放宽',
  changed: '改动',
};

/** One difference between two versions of a scheme, in words. */
export interface Change {
  readonly direction: Direction;
  /** The id of the item, component, grade … in the version that has it. */
  readonly id: string;
  /** 年终考核 评分表 / 规范性文件管理 / 备案. */
  readonly where: string;
  readonly message: string;
}
