/** Measure words and nouns that stand after 每 or a number, and what they measure. */
const THINGS =
  '床 桌 袋 瓶 井 艘 样 校 块 张 座 株 旬 馆 仓 单 考场 工地 车次 辆次 台次 家次 题 次 项 件 处 个 例 起 条 户 人 名 位 人次 件次 案次 处次 户次 项次 批次 卷 份 篇 种 宗 家 所 村 场 期 批 台 辆 套 张 幅 页 字 班 站 则 本 册 案 部 课 段 株 棵 头 只 栋 座 间 门 道 ' +
  '案卷 卷宗 单位 部门 乡镇 镇 乡 街道 学校 企业 机关 科室 窗口 环节 指标 问题 事项 点 点位 村居 社区 小组 网点 项目 课题 议题 类 方面 档 等次 名次 位次 级 轮 回 笔 票 班次 人员 干部 轮次 款 栏 批件 信件 宗案 宗件 份额 路段 河段 站点 岗位 环 区 县 市 分项 子项 小项';
const TIMES = '天 日 工作日 个工作日 自然日 周 月 个月 小时 季度 年 半天 学时 课时 个学时 个小时 分钟 季 半年 星期';
const PERCENTS = '百分点 个百分点 个点 % 千分点 个千分点 成 ‰';
const MEASURES =
  '平方米 公里 米 吨 亩 元 万元 亿元 微克/立方米 毫克/升 立方米 公顷 千瓦时 吨标准煤 千米 公斤 万 亿 度 倍 万人次 万户 千元 百元 微克 毫克';

export type UnitType = 'thing' | 'time' | 'percent' | 'measure';

const listed = (words: string, type: UnitType): [string, UnitType][] => words.split(' ').map((word) => [word, type]);

export const UNITS: ReadonlyMap<string, UnitType> = new Map([
  ...listed(THINGS, 'thing'),
  ...listed(TIMES, 'time'),
  ...listed(PERCENTS, 'percent'),
  ...listed(MEASURES, 'measure'),
]);

/** 个工作日 and 工作日 are one unit; 个百分点 prints as 百分点. */
export function unitName(word: string): string {
  const bare = word.startsWith('个') && word.length > 1 ? word.slice(1) : word;
  return bare === '月' && word === '个月' ? '个月' : bare === '点' && word === '个点' ? '百分点' : bare;
}
