import { rulesOf } from '../../scheme/index.ts';
import { find, type TextCheck } from '../findings.ts';
import type { Condition, Passage } from '../passages/passage.ts';
import { saysWhen } from '../passages/sentence.ts';

const LATE =
  /未(?:能)?(?:按时|按期|如期|准时|限期)|不按[时期]|逾期|超期|(?:未|没有)(?:能)?在?(?:规定|要求)的?(?:时间|时限|期限)|延迟|迟[报交延]/;
/** A period that a law, a court or a promise sets, and that stands in the case itself. */
const SET_ELSEWHERE = /法定|承诺|批准|约定|合同|生效|决定书|通知书|交办|督办单|裁判|判决|贷款|账款/;

const hasDue = ({ item }: Passage): boolean =>
  item !== undefined && rulesOf(item).some((rule) => rule.kind === 'deadline' && rule.due !== undefined);

const isLate = ({ rule, words }: Condition): boolean =>
  rule.kind !== 'ratioStep' && LATE.test(words) && !SET_ELSEWHERE.test(words);

/** 未按时, 逾期 in an item that nowhere says when. */
export function checkDeadlines(check: TextCheck): void {
  for (const passage of check.passages) {
    const late = passage.conditions.find(isLate);
    if (!late || hasDue(passage) || saysWhen(passage.text) || saysWhen(passage.title)) continue;
    const word = LATE.exec(late.words)?.[0] ?? '';
    find(
      check,
      { path: passage.path, id: passage.id },
      {
        code: 'text-check.deadline-without-date',
        severity: 'warning',
        message: `“${passage.title}”写了“${word}”，没有写是哪一天、几日之内。`,
        hint: '写明期限，如“12月1日前”“印发后15日内”“每季度结束后10个工作日内”；期限由别的文件规定的，写明是哪个文件。',
      },
    );
  }
}
