import { randomInt } from 'node:crypto';

const MIN_LENGTH = 10;
const MAX_LENGTH = 128;
const KINDS: readonly RegExp[] = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/];
/** Beginnings of what everybody tries first. */
const COMMON = /^(password|passw0rd|admin|administrator|qwerty|zhunsheng|welcome|iloveyou|woaini|abc123|changeme)/i;

function hasRun(password: string): boolean {
  const codes = [...password].map((sign) => sign.codePointAt(0)!);
  return codes.some((code, at) => {
    const [b, c, d] = [codes[at + 1], codes[at + 2], codes[at + 3]];
    if (b === undefined || c === undefined || d === undefined) return false;
    const step = b - code;
    return Math.abs(step) <= 1 && c - b === step && d - c === step;
  });
}

/** What is wrong with a new password, in Chinese; empty when nothing is. */
export function checkNewPassword(password: string, userName: string): string[] {
  const problems: string[] = [];
  const length = [...password].length;
  if (length < MIN_LENGTH) problems.push(`至少${MIN_LENGTH}个字符`);
  if (length > MAX_LENGTH) problems.push(`最多${MAX_LENGTH}个字符`);
  if (KINDS.filter((kind) => kind.test(password)).length < 3) {
    problems.push('须含有大写字母、小写字母、数字、其他符号中的三类');
  }
  if (password.toLowerCase().includes(userName.toLowerCase())) problems.push('不能包含用户名');
  if (COMMON.test(password)) problems.push('过于常见');
  if (hasRun(password)) problems.push('不能含有四个以上连续或者重复的字符');
  return problems;
}

/** Signs that nobody mistakes for others on a printed slip. */
const SIGNS = ['abcdefghjkmnpqrstuvwxyz', 'ABCDEFGHJKMNPQRSTUVWXYZ', '23456789'] as const;

/** A password for the first sign-in; it must be changed there. */
export function initialPassword(userName: string): string {
  for (;;) {
    const groups = Array.from({ length: 3 }, (_, at) =>
      Array.from({ length: 4 }, () => SIGNS[at]![randomInt(SIGNS[at]!.length)]).join(''),
    );
    const password = groups.join('-');
    if (checkNewPassword(password, userName).length === 0) return password;
  }
}
