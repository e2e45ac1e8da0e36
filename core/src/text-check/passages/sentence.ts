const ENDS = /[。；;\n]/;

/** The sentences of a text; a semicolon ends one too, since each side of it says a rule of its own. */
export const sentencesOf = (text: string): string[] =>
  text
    .split(ENDS)
    .map((s) => s.trim())
    .filter((s) => s !== '');

/** Titles of laws and quoted names are names: their words are not the scheme's own. */
export const withoutNames = (text: string): string =>
  text.replace(/《[^《》]*》|“[^“”]*”|"[^"]*"/g, (name) => '　'.repeat(name.length));

const NUMBER = '(?:\\d+(?:\\.\\d+)?|[一二两三四五六七八九十百半]+)';
const DATE =
  /\d{1,2}月(?:\d{1,2}日|上旬|中旬|下旬|底|末|份)?|[年季月][底末]|次月|当[天日]|同时|同步|每[个]?(?:半年|季度?|月|周|旬|年)/;
const SPAN = new RegExp(`${NUMBER}个?(?:工作日|小时|自然日|日|天|周|个?月|季度|年)`);

/** 12月1日前, 15个工作日内, 年底前: words that say when. */
export const saysWhen = (text: string): boolean => DATE.test(text) || SPAN.test(text);

const MARKS = /(?:不得|[扣得加减计记]|最多|最高|各|先|再|另)*\d+(?:\.\d+)?(?:\s*[—–~～-]\s*\d+(?:\.\d+)?)?\s*分(?!之)/g;
const EACH = /每\S{0,6}?[个件次项人处份条起例家村户天日周月]/g;

/** Whether a figure other than marks stands in a sentence: 90%以上, 不少于2次, 5个工作日内. */
export function saysHowMuch(sentence: string): boolean {
  const rest = sentence.replace(MARKS, '').replace(EACH, '');
  return /\d/.test(rest) || SPAN.test(rest) || /百分之|全部|逐[件项一]/.test(rest);
}
