import { type SourceBlock, type SourceParagraph, wholeText } from '../source-document/index.ts';

const TITLE =
  /(?:方案|办法|细则|标准|制度|计划|规定|要点|规则|样本|通知|意见|评分表|考核表|指标|体系)(?:\s*[（(][^）)]{1,10}[)）])?$/;
const LONGEST_TITLE = 60;
const NUMBERED = /^(?:[一二三四五六七八九十]+[、．.]|[（(]|\d+[、．.]|第.{1,4}[章条节]|附\s*[件表])/;

/** Whether a line can be the title of a text (文稿): short, unnumbered, ending as titles end. */
export const isTitle = (text: string): boolean => {
  const bare = text.replace(/\s+/g, '');
  return (
    bare.length >= 4 && bare.length <= LONGEST_TITLE && TITLE.test(bare) && !NUMBERED.test(bare) && !/[。；]/.test(bare)
  );
};

const textOf = (block: SourceBlock | undefined): string =>
  block?.kind === 'paragraph' ? wholeText(block).replace(/\s+/g, '') : '';

/** A title that stands twice in a row, or that repeats the title of the whole file: here another text begins. */
function begins(blocks: readonly SourceBlock[], at: number, first: string): boolean {
  const text = textOf(blocks[at]);
  if (text === '' || !isTitle(text) || /^附\s*[件表录]/.test(textOf(blocks[at - 1]))) return false;
  return textOf(blocks[at + 1]) === text || (at > 0 && text === first && textOf(blocks[at - 1]) !== text);
}

/** A file that was collected from several documents holds several texts; most files hold one. */
export function splitTexts(blocks: readonly SourceBlock[]): SourceBlock[][] {
  const first = textOf(blocks.find((block) => block.kind === 'paragraph'));
  const texts: SourceBlock[][] = [];
  blocks.forEach((block, at) => {
    if (texts.length === 0 || begins(blocks, at, first)) texts.push([]);
    texts.at(-1)!.push(block);
  });
  return texts;
}

/** Words of web pages and page furniture that belong to no document. */
export const isDebris = (text: string): boolean =>
  text.length <= 120 &&
  /^.{2,10}[:：][\s　_]*$|[:：][\s　_]{3,}|下载|本文档|文档内容|客服|会员|充值|分享本页|更多\d|最新文档|相关文档|合集|登录|扫一扫|版权所有|^第?\s*\d+\s*页|^[-—–]\s*\d+\s*[-—–]$|^\d{1,3}$|IPAD/i.test(
    text,
  );

export const paragraphsOf = (blocks: readonly SourceBlock[]): SourceParagraph[] =>
  blocks.filter((block): block is SourceParagraph => block.kind === 'paragraph');
