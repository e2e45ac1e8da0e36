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

const ENTRIES: readonly (Entry & { readonly needs: Permission | null })[] = [
  { to: '/', title: '首页', needs: null },
  { to: '/assessments', title: '年度考核', needs: 'assessments.read' },
  { to: '/schemes', title: '考核方案', needs: 'assessments.read' },
  { to: '/organizations', title: '单位', needs: 'organizations.read' },
  { to: '/accounts', title: '账号', needs: 'accounts.read' },
  { to: '/grants', title: '授权', needs: 'grants.read' },
  { to: '/files/destructions', title: '文件销毁', needs: 'files.destroy' },
  { to: '/audit', title: '审计', needs: 'audit.read' },
  { to: '/jobs', title: '后台任务', needs: null },
  { to: '/account', title: '我的账号', needs: null },
];

/** Where this person can go; what may not be read is not shown. */
export const entriesFor = ({ permissions }: Me): readonly Entry[] =>
  ENTRIES.filter(({ needs }) => needs === null || permissions.includes(needs));
