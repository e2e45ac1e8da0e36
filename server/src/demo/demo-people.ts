import { ROLES, type Role } from '@zhunsheng/contract';
import type { DemoAccount } from '@zhunsheng/contract/sessions';
import { AUTHORITY, TEAM_AREA } from './demo-bodies.ts';

/** Good for nothing outside of the demonstration: it is shown on the login page. */
export const DEMO_PASSWORD = 'Yanshi.2024';

/** Somebody of the made-up county, with one role over one body. */
export interface DemoPerson {
  readonly userName: string;
  readonly displayName: string;
  readonly role: Role;
  /** The code of the body over which the role is held. */
  readonly over: string;
  readonly overName: string;
  /** The role counts for the county's assessment only. */
  readonly forAssessment?: boolean;
  readonly advice: string;
}

const atTop = { over: AUTHORITY.code, overName: AUTHORITY.name };

/** Made by the bootstrap link, as in every installation. */
export const ADMINISTRATORS = {
  system: {
    userName: 'xitong',
    displayName: '周明远',
    role: 'systemAdministrator',
    ...atTop,
    advice: '看账号与授权：谁在哪个单位、担任什么角色；试着为一个人提出授权。',
  },
  security: {
    userName: 'anquan',
    displayName: '郑守正',
    role: 'securityAdministrator',
    ...atTop,
    advice: '有一条授权等您批准：提出的人不能自己批准。',
  },
  audit: {
    userName: 'shenji',
    displayName: '沈鉴清',
    role: 'auditAdministrator',
    ...atTop,
    advice: '看审计记录，核验审计链：每一项改动是谁、什么时候、为什么做的。',
  },
} as const satisfies Record<string, DemoPerson>;

export const CLERK: DemoPerson = {
  userName: 'kaohe',
  displayName: '林若溪',
  role: 'officeClerk',
  ...atTop,
  advice: '看全县排名，点开任何一个单位的得分单，看每一分的依据；再看单位的沿革。',
};

/** Everybody else; the office proposes their roles. */
export const OTHERS: readonly DemoPerson[] = [
  {
    userName: 'lingdao',
    displayName: '何立言',
    role: 'leadingGroupMember',
    ...atTop,
    advice: '看全县结果：各组名次、等次和评定的理由。',
  },
  {
    userName: 'zuzhang',
    displayName: '高明德',
    role: 'teamLeader',
    over: TEAM_AREA.code,
    overName: TEAM_AREA.name,
    forAssessment: true,
    advice: '只看得到考核组负责的乡镇（街道）。',
  },
  {
    userName: 'zuyuan',
    displayName: '程静',
    role: 'assessor',
    over: TEAM_AREA.code,
    overName: TEAM_AREA.name,
    forAssessment: true,
    advice: '考核组成员；还有一条县直单位的授权没有批准，所以看不到县直单位。',
  },
  {
    userName: 'qingxi',
    displayName: '陶小满',
    role: 'liaison',
    over: 'T03',
    overName: '清溪镇',
    advice: '只看得到本镇：自查自评晚报4个工作日扣了0.80分，看得分单怎样说明。',
  },
  {
    userName: 'qingxi-zhen',
    displayName: '秦望山',
    role: 'head',
    over: 'T03',
    overName: '清溪镇',
    advice: '看本镇的名次、等次和各项得失。',
  },
  {
    userName: 'zhujian',
    displayName: '韩同文',
    role: 'liaison',
    over: 'D10',
    overName: '县住房和城乡建设局',
    advice: '总分为组内第一而不能评优秀：看得分单里的理由。',
  },
  {
    userName: 'sifa',
    displayName: '白守一',
    role: 'department',
    over: 'D06',
    overName: '县司法局',
    advice: '评分部门：看本单位和这次考核。',
  },
];

export const titleOf = ({ role, overName }: DemoPerson): string => `${ROLES[role]}，${overName}`;

/** What the login page of the demonstration shows. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [CLERK, ...OTHERS, ...Object.values(ADMINISTRATORS)].map(
  (person) => {
    const { userName, displayName, role, advice } = person;
    return { userName, password: DEMO_PASSWORD, displayName, role, title: titleOf(person), advice };
  },
);
