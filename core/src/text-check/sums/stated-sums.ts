import type { Indicator, Item } from '../../scheme/index.ts';
import { type Points, parsePoints } from '../../values/index.ts';
import { type At, find, type TextCheck } from '../findings.ts';
import { sentencesOf } from '../passages/sentence.ts';

const FIGURE = '(\\d+(?:\\.\\d+)?)\\s*分';
/** 本项共10分, 总分25分: a sum of one's own, not 加分合计, not 满分100分 of a case file. */
const WHOLE = new RegExp(
  `(?:^|[，,：:（(])(?:本项|本部分|该项|此项)?(?:总分|满分|分值|合计|总计|共计|共|计)(?:值)?[为是]?${FIGURE}(?=$|[，,：:、）)])`,
);
const BRACKETS = new RegExp(`[（(](?:共|满分|计)?${FIGURE}[）)]`);
const SHARES = /其中[：:，,]?(.+)$/;
const SHARE = new RegExp(`^[^，,、\\d]{1,20}?(?:占|为)?${FIGURE}$`);
const SCORED = /[扣得加减]/;

/** 其中A 3分、B 2分: the shares, where the words are nothing but shares. */
function sharesIn(sentence: string, read: (figure: string) => Points | undefined): Points[] | undefined {
  const list = SHARES.exec(sentence)?.[1]?.replace(/[）)]$/, '');
  if (list === undefined || SCORED.test(list)) return undefined;
  const shares = list.split(/[，,、]|和(?=[^，,、]*分)/).map((each) => SHARE.exec(each.trim())?.[1]);
  const points = shares.flatMap((figure) => (figure === undefined ? [] : (read(figure) ?? [])));
  return points.length === list.split(/[，,、]|和(?=[^，,、]*分)/).length && points.length > 1 ? points : undefined;
}

function compareStated(check: TextCheck, at: At, title: string, stated: Points | undefined, full: Points): void {
  if (stated === undefined || stated === full || full === 0) return;
  find(check, at, {
    code: 'text-check.stated-sum',
    severity: 'warning',
    message: `“${title}”的文字写明${check.say(stated)}，分值却是${check.say(full)}。`,
    hint: `把文字改成${check.say(full)}，或把 points 改成${check.say(stated)}；两处以印发稿为准。`,
  });
}

function compareShares(check: TextCheck, at: At, title: string, shares: readonly Points[], whole: Points): void {
  const sum = shares.reduce((total, share) => total + share, 0);
  if (sum === whole || whole === 0) return;
  find(check, at, {
    code: 'text-check.stated-sum',
    severity: 'warning',
    message: `“${title}”其中各部分（${shares.map(check.say).join('、')}）合计${check.say(sum)}，不是${check.say(whole)}。`,
    hint: `相差${check.say(Math.abs(sum - whole))}，请核对“其中”各部分的分值。`,
  });
}

function checkText(check: TextCheck, at: At, title: string, text: string, full: Points): void {
  const read = (figure: string | undefined) =>
    figure === undefined ? undefined : parsePoints(figure, check.scheme.decimals);
  for (const sentence of sentencesOf(text)) {
    const [before = ''] = sentence.split('其中');
    const stated = read(WHOLE.exec(before.replace(/[，,（(：:]$/, ''))?.[1]);
    compareStated(check, at, title, stated, full);
    const shares = sharesIn(sentence, read);
    if (shares) compareShares(check, at, title, shares, stated ?? full);
  }
}

function checkTitle(check: TextCheck, at: At, title: string, full: Points): void {
  const figure = BRACKETS.exec(title)?.[1];
  if (figure !== undefined) compareStated(check, at, title, parsePoints(figure, check.scheme.decimals), full);
}

function checkNode(check: TextCheck, node: Indicator | Item): void {
  checkTitle(check, node, node.title, node.full);
  if (node.type === 'indicator') for (const child of node.children) checkNode(check, child);
  else checkText(check, node, node.title, node.text, node.full);
}

/** 总分25分, （10分）, 其中A 3分、B 2分: what the words add up to against the marks beside them. */
export function checkStatedSums(check: TextCheck): void {
  for (const sheet of check.scheme.sheets) {
    checkTitle(check, sheet, sheet.title, sheet.full);
    for (const child of sheet.children) checkNode(check, child);
  }
}
