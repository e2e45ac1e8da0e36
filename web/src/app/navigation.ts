import type { Permission } from '@zhunsheng/contract';
import type { Me } from '../api/me.ts';

export interface Entry {
  readonly to:
    | '/'
    | '/assessments'
    | '/schemes'
    | '/organizations'
    | '/accounts'
    | '/grants'
    | '/audit'
    | '/files/destructions'
    | '/jobs'
    | '/account';
  readonly title: string;
}

/** What has to be permitted to see the pages below an address; pages that are not named here are for everybody. */
const NEEDS: Readonly<Record<string, Permission>> = {
  '/assessments': 'assessments.read',
  '/scores': 'scores.read',
  '/schemes': 'assessments.read',
  '/organizations': 'organizations.read',
  '/accounts': 'accounts.read',
  '/grants': 'grants.read',
  '/files': 'files.read',
  '/files/destructions': 'files.destroy',
  '/audit': 'audit.read',
};

const ENTRIES: readonly Entry[] = [
  { to: '/', title: '首页' },
  { to: '/assessments', title: '年度考核' },
  { to: '/schemes', title: '考核方案' },
  { to: '/organizations', title: '单位' },
  { to: '/accounts', title: '账号' },
  { to: '/grants', title: '授权' },
  { to: '/files/destructions', title: '文件销毁' },
  { to: '/audit', title: '审计' },
  { to: '/jobs', title: '后台任务' },
  { to: '/account', title: '我的账号' },
];

/** Whether a person may see the page of an address; what the page then asks for, the server decides again. */
export function maySee(path: string, { permissions }: Me): boolean {
  const [first = '', second = ''] = path.split('/').slice(1);
  const needs = NEEDS[`/${first}/${second}`] ?? NEEDS[`/${first}`];
  return needs === undefined || permissions.includes(needs);
}

/** Where this person can go; what may not be read is not shown. */
export const entriesFor = (me: Me): readonly Entry[] => ENTRIES.filter(({ to }) => maySee(to, me));
