/** A word that two assessors can read in two ways, and what to write instead. */
export interface VagueWord {
  readonly word: RegExp;
  /** What beside the word makes it checkable: a date, or any figure. */
  readonly measuredBy: 'when' | 'figure';
  readonly proposal: string;
}

/** 查不清的字眼: added to by whoever meets one more. */
export const VAGUE_WORDS: readonly VagueWord[] = [
  { word: /(?:不|未|没有)?及时/, measuredBy: 'when', proposal: '写明几个工作日内，如“收到之日起5个工作日内”' },
  { word: /尽快|尽早|适时|随时/, measuredBy: 'when', proposal: '写明截止的日期，或者从哪件事起几日之内' },
  {
    word: /(?:不|未|没有)?(?<![法规固约确指])定期(?!限)/,
    measuredBy: 'when',
    proposal: '写明每月、每季度或者每半年几次',
  },
  {
    word: /较好|较差|很好|良好地|比较好/,
    measuredBy: 'figure',
    proposal: '写明达到什么数值、做到哪几条才算，如“完成率90%以上”',
  },
  {
    word: /(?:成效|效果|作用|进步|改善|提升|不足|落后)(?:不)?(?:明显|显著)|明显(?:成效|提升|改善|好转|不足)|不明显/,
    measuredBy: 'figure',
    proposal: '写明与哪一年、哪个数比，变化多少才算',
  },
  {
    word: /(?:措施|推进|落实|监管|领导|保障)(?:有力|得力)|不力/,
    measuredBy: 'figure',
    proposal: '写明应当做的几件事，缺一件扣多少',
  },
  {
    word: /(?:不|未|没有[^，,。]{0,8})?到位/,
    measuredBy: 'figure',
    proposal: '写明应当做到的是哪几件，没有做的每件扣多少',
  },
  {
    word: /扎实|认真|积极(?!因素)|高度重视|重视不够|不(?:够)?重视/,
    measuredBy: 'figure',
    proposal: '写明看哪一件看得见的事，如有没有方案、有没有人负责',
  },
  { word: /(?:不)?(?:健全|完善)/, measuredBy: 'figure', proposal: '列出应有的制度或者条目，缺一项扣多少' },
  { word: /(?:不规范|不够规范|欠规范)/, measuredBy: 'figure', proposal: '写明依据哪份规范，列出哪几种情形' },
  {
    word: /(?:质量|水平|效率|标准)(?:不高|较低|低下|较高)/,
    measuredBy: 'figure',
    proposal: '写明用什么数来量，多少以下扣分',
  },
  {
    word: /基本(?:完成|落实|达到|符合|建立|形成)/,
    measuredBy: 'figure',
    proposal: '写明完成多少算，如“完成80%以上不满100%”',
  },
  {
    word: /(?:大部分|大多数|少数|个别|多次|较多|较少|少量)/,
    measuredBy: 'figure',
    proposal: '写明几件、几次或者百分之几',
  },
  {
    word: /(?:较大|重大|恶劣|不良|严重|一定|负面|较坏)的?(?:社会)?(?:影响|舆情|后果)|影响(?:较大|恶劣|严重)|后果严重/,
    measuredBy: 'figure',
    proposal: '写明由谁认定、以什么为准，如“被市级以上机关书面通报”',
  },
  {
    word: /(?:成绩|贡献|业绩|表现)(?:较为|比较|特别)?突出/,
    measuredBy: 'figure',
    proposal: '写明得到哪一级哪个机关的什么认定',
  },
  { word: /无故|无正当理由不/, measuredBy: 'figure', proposal: '写明事先向谁说明、哪些情形不扣分' },
];

/** Words of law that hold one of the words above and have a meaning of their own. */
export const TERMS_OF_LAW =
  /明显不当|明显失当|较大数额|及时改正|显著轻微|具有一定社会影响的|严重违法|情节严重|信用良好|无故拖欠/g;
