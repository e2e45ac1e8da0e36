/** A remark about a code that looks wrong; it stops nothing, because registers have their own mistakes. */
export interface CodeWarning {
  readonly code: string;
  readonly message: string;
}

/** The signs of GB 32100-2015, without I, O, S, V and Z. */
const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82'.split(' '),
);

/** 统一社会信用代码: 18 signs, the last of which follows from the others (weights are powers of 3 modulo 31). */
function creditCodeWarning(code: string): string | undefined {
  if (code.length !== 18) return '统一社会信用代码应为18位';
  if ([...code].some((sign) => !SIGNS.includes(sign)))
    return '统一社会信用代码含有不允许的字符（不用小写和 I、O、S、V、Z）';
  let sum = 0;
  let weight = 1;
  for (const sign of code.slice(0, 17)) {
    sum += SIGNS.indexOf(sign) * weight;
    weight = (weight * 3) % 31;
  }
  return SIGNS[(31 - (sum % 31)) % 31] === code[17] ? undefined : '统一社会信用代码的校验位不对，请核对';
}

/** 行政区划代码 (GB/T 2260): 6, 9 or 12 digits that begin with a province. */
function divisionCodeWarning(code: string): string | undefined {
  if (!/^(\d{6}|\d{9}|\d{12})$/.test(code)) return '行政区划代码应为6位、9位或者12位数字';
  return PROVINCES.has(code.slice(0, 2)) ? undefined : '行政区划代码的前两位不是省级代码';
}

export function checkCodes(body: { creditCode: string | null; divisionCode: string | null }): CodeWarning[] {
  const credit = body.creditCode === null ? undefined : creditCodeWarning(body.creditCode);
  const division = body.divisionCode === null ? undefined : divisionCodeWarning(body.divisionCode);
  return [
    ...(credit ? [{ code: 'organizations.credit-code', message: `${credit}。` }] : []),
    ...(division ? [{ code: 'organizations.division-code', message: `${division}。` }] : []),
  ];
}
