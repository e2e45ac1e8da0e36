import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { InputOf, OutputOf } from '@zhunsheng/contract';
import type { audit } from '@zhunsheng/contract/audit';
import { api } from '../../api/client.ts';

type Contract = typeof audit;
export type AuditEntry = OutputOf<Contract['list']>['entries'][number];
export type Verification = OutputOf<Contract['verify']>;

export const auditQuery = (input: InputOf<Contract['list']>) =>
  queryOptions({
    queryKey: ['audit', 'list', input],
    queryFn: () => api.audit.list(input),
    placeholderData: keepPreviousData,
  });

/** Features by the word that users know, for the filter by kind. */
export const FEATURES: Record<string, string> = {
  sessions: '登录',
  accounts: '账号',
  grants: '授权',
  organizations: '单位',
  schemes: '考核方案',
  assessments: '年度考核',
  files: '文件',
  jobs: '后台任务',
  audit: '审计',
  bootstrap: '初始化',
  permission: '越权被拒',
};
