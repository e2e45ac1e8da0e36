import type { Scheme } from '../scheme/index.ts';
import type { Diagnostic } from '../values/index.ts';
import type { Subject } from './inputs/index.ts';

/** Checks the roster against a scheme: ids that come twice, groups and classes that it does not have. */
export function checkSubjects(scheme: Scheme, subjects: readonly Subject[]): Diagnostic[] {
  const seen = new Set<string>();
  return subjects.flatMap((subject): Diagnostic[] => {
    const found: Diagnostic[] = [];
    const place = { path: ['subjects', subject.id], id: subject.id };
    const say = (code: string, message: string, hint?: string) =>
      found.push({ code: `scoring.${code}`, severity: 'error', message, place, ...(hint && { hint }) });
    if (seen.has(subject.id)) say('duplicate-subject', `编号“${subject.id}”在花名册中出现不止一次。`);
    seen.add(subject.id);
    const group = scheme.groups.find((g) => g.id === subject.group);
    if (!group)
      say(
        'unknown-group',
        `“${subject.name}”的分组“${subject.group}”不在方案之内。`,
        `分组有：${scheme.groups.map((g) => g.id).join('、')}。`,
      );
    else if (group.classes.length > 0 && (subject.class === undefined || !group.classes.includes(subject.class))) {
      say(
        'unknown-class',
        `“${subject.name}”的等级“${subject.class ?? '（空）'}”不在分组之内。`,
        `等级有：${group.classes.join('、')}。`,
      );
    }
    return found;
  });
}
