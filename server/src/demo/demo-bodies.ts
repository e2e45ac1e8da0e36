import type { Subject } from '@zhunsheng/core/scoring';

export const AUTHORITY = { code: 'shili', name: '示例县人民政府' } as const;
export const TEAM_AREA = { code: 'XZ', name: '乡镇（街道）' } as const;

/** A body of the made-up county before anything happened to it. */
export interface DemoBody {
  readonly code: string;
  readonly name: string;
  /** The code of the body above. */
  readonly above: string;
  readonly kind: string;
  readonly creditCode: string | null;
  readonly group: string | null;
  readonly class: string | null;
}

/** The bodies below which the others stand. */
const AREAS: readonly DemoBody[] = [
  TEAM_AREA,
  { code: 'XS', name: '县直单位' },
  { code: 'CG', name: '省市垂直管理单位' },
].map((area) => ({ ...area, above: AUTHORITY.code, kind: '归口', creditCode: null, group: null, class: null }));

/** Bodies that are not assessed themselves. */
const FURTHER: readonly DemoBody[] = [
  { code: 'T03-01', name: '清溪镇综合行政执法队', above: 'T03', kind: '内设机构' },
  { code: 'D04-01', name: '县公安局交通警察大队', above: 'D04', kind: '内设机构' },
  { code: 'D06-01', name: '清溪司法所', above: 'D06', kind: '派出机构' },
  { code: 'T17', name: '双溪乡', above: 'XZ', kind: '乡' },
].map((body) => ({ ...body, creditCode: null, group: null, class: null }));

/** Names that bodies bore before. */
const EARLIER_NAMES: Readonly<Record<string, string>> = { D15: '县文化体育广电局', D24: '县城市管理局' };

const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** A code like those of GB 32100 in a division that does not exist, with the check digit that it must have. */
function creditCodeOf(number: number): string {
  const body = `11999999MB${String(number).padStart(7, '0')}`;
  const sum = [...body].reduce((all, sign, at) => all + SIGNS.indexOf(sign) * (3 ** at % 31), 0);
  return body + SIGNS[(31 - (sum % 31)) % 31];
}

const areaOf = (id: string): string => ({ T: 'XZ', D: 'XS' })[id.charAt(0)] ?? 'CG';

function kindOf({ id, name }: Subject): string {
  if (id.startsWith('D')) return '政府部门';
  if (id.startsWith('V')) return '垂直管理单位';
  return /街道$/.test(name) ? '街道' : name.slice(-1);
}

/** Every body in an order in which each one's upper body comes first. */
export function demoBodies(subjects: readonly Subject[], groups: ReadonlyMap<string, string>): readonly DemoBody[] {
  const assessed = subjects.map(
    (subject, at): DemoBody => ({
      code: subject.id,
      name: EARLIER_NAMES[subject.id] ?? subject.name,
      above: areaOf(subject.id),
      kind: kindOf(subject),
      creditCode: creditCodeOf(at + 1),
      group: groups.get(subject.group) ?? subject.group,
      class: subject.class ?? null,
    }),
  );
  return [...AREAS, ...assessed, ...FURTHER];
}

/** The bodies whose name was another one, with the day of the change. */
export const RENAMED: readonly { readonly code: string; readonly on: string }[] = [
  { code: 'D15', on: '2020-03-19' },
  { code: 'D24', on: '2021-09-01' },
];

export const MERGED = { into: 'T03', merged: 'T17', on: '2022-06-30', reason: '撤乡并镇，县政发〔2022〕18号' } as const;

const SURNAMES =
  '赵钱孙李吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马';
const GIVEN = ['文博', '晓岚', '建平', '思远', '丽华', '志强', '雨桐', '国栋', '静怡', '长青', '若谷', '海燕', '明轩'];

/** The name of a person who does not exist; equal numbers give equal names. */
export const personName = (number: number): string =>
  `${SURNAMES.charAt((number * 7) % SURNAMES.length)}${GIVEN[number % GIVEN.length]}`;

/** What the leader of a body is called. */
export function leaderTitle({ name, code }: { readonly name: string; readonly code: string }): string {
  if (/镇$/.test(name)) return '镇长';
  if (/乡$/.test(name)) return '乡长';
  if (/街道$|中心$/.test(name)) return '主任';
  return code.includes('-') || /队$|处$/.test(name) ? '负责人' : '局长';
}
