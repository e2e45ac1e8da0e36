/** What a column of a scoring table holds. */
export type Role =
  | 'number'
  | 'level'
  | 'content'
  | 'points'
  | 'standard'
  | 'method'
  | 'assessor'
  | 'evidence'
  | 'note'
  | 'blankMarks'
  | 'unknown';

export const ROLE_TITLES: Record<Role, string> = {
  number: '序号',
  level: '项目',
  content: '考核内容',
  points: '分值',
  standard: '评分标准',
  method: '考核方式',
  assessor: '责任单位',
  evidence: '佐证材料',
  note: '备注',
  blankMarks: '得分',
  unknown: '其他',
};

/** The words that stand over columns, whole; shape decides where none of them stands there. */
const WORDS: readonly (readonly [Role, RegExp])[] = [
  ['number', /^(?:序号?|编号|项次|号)$/],
  [
    'blankMarks',
    /^(?:得分|自评分?|自评得分|自查得?分|自查自评|考[核评]得分|考核(?:组|办)?评分|实得分|实际得分|核定得?分|复核得?分|评定得?分|最终得分|扣分|扣分值|加分|单位自评|评分|打分|(?:扣分|得分|自评)情况|(?:扣分|得分|加减分)(?:原因|理由|说明)|考评得?分)$/,
  ],
  [
    'points',
    /^(?:标准|参考|考核|总|基准|基本|应得|满)?(?:分值|分数|标准分|基准分|基本分|应得分|满分|赋分|权重|配分|考核分|总分|分)(?:[（(].*[)）])?$/,
  ],
  [
    'standard',
    /^(?:考核|考评|具体|主要)?(?:评分|计分|扣分|得分|赋分|评价|考核|考评|评估|加分|加减分|打分|评定)?(?:标准|细则|办法|规则|方法|依据|说明及标准)(?:[（(].*[)）])?$|^(?:考核|考评)?(?:评|计|扣|得|赋)分(?:标准|细则|办法|规则|方法)|^.{2,6}(?:及|与|和)(?:评|计|扣|赋)分(?:标准|细则|办法)$/,
  ],
  [
    'content',
    /^(?:主要|具体)?(?:考核|考评|工作|指标|评估|评价|测评|目标|任务|检查|创建)?(?:的)?(?:内容|要点|要求|目标要求|任务|事项|内容及要求|内容和要求|重点|解释|说明)$|^三级指标$|^(?:具体|目标)要求$|^主要(?:目标)?任务$|^目标任务$/,
  ],
  [
    'level',
    /^(?:[一二]级指标|项目|类别|类型|指标|大项|小项|板块|名称|(?:考核|考评|评估|评价|工作|测评|检查|加分|扣分|指标)(?:项目|指标|类别|名称|板块|类型|分类)|重点工作|方面|主要指标)(?:[（(].*[)）])?$/,
  ],
  ['method', /^(?:考核|考评|评分|检查|评价|查核|数据采集|评估|测评)(?:方式|形式|手段|途径)$|^(?:考核|检查|查核)方法$/],
  [
    'assessor',
    /^(?:考核|考评|评分|责任|牵头|打分|数据提供|主管|配合|评价)(?:责任)?(?:单位|部门|主体|科室|处室|人)$|^(?:责任|牵头)(?:单位|部门)?(?:及|、|和).{2,8}$/,
  ],
  [
    'evidence',
    /^(?:佐证|印证|证明|支撑|备查|所需|报送|台账)?(?:材料|资料)(?:清单|目录|要求)?$|^(?:数据|资料|材料)来源$|^评价依据$/,
  ],
  ['note', /^(?:备注|说明|注|备\s*注)$/],
];

const bare = (text: string): string => text.replace(/\s+/g, '').replace(/[：:]$/, '');

/** The role that a heading names; `undefined` for words that are no heading of a scoring table. */
export function roleOfHeading(text: string): Role | undefined {
  const word = bare(text);
  if (word === '' || word.length > 16) return undefined;
  return WORDS.find(([, words]) => words.test(word))?.[0];
}
