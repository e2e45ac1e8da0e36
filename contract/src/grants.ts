import { z } from 'zod';
import { endpoint, refusals } from './endpoint.ts';
import { GRANT_STATES, type GrantState, ROLES, type Role } from './permissions.ts';
import { date, id, moment, pageOf, paging, reason, sortBy } from './shapes.ts';

export const grantsErrors = refusals({
  'grants.not-found': { status: 404, message: '没有这条授权。' },
  'grants.not-proposed': { status: 409, message: '这条授权已经处理过，请刷新。' },
  'grants.not-active': { status: 409, message: '这条授权没有生效，不能撤销。' },
  'grants.own-proposal': { status: 409, message: '提出授权的人不能自己批准。' },
  'grants.own-grant': { status: 409, message: '不能为自己申请或者批准授权。' },
  'grants.excluded': {
    status: 409,
    message: '系统管理员、安全管理员、审计管理员三者互斥，也不兼任业务角色；一个人只能担任其中一项。',
  },
  'grants.beyond-own': { status: 403, message: '只能在自己负责的范围内提出业务角色的授权。' },
  'grants.duplicate': { status: 409, message: '已有相同的授权或者申请。' },
  'grants.wrong-dates': { status: 422, message: '授权的结束日期早于开始日期。' },
  'grants.last-administrator': { status: 409, message: '这是最后一名该类管理员，不能撤销。请先授权另一人。' },
});

export const role = z.enum(Object.keys(ROLES) as [Role, ...Role[]]);
export const grantState = z.enum(Object.keys(GRANT_STATES) as [GrantState, ...GrantState[]]);

export const grant = z.object({
  grantId: id,
  accountId: id,
  accountName: z.string(),
  role,
  organizationId: id,
  organizationName: z.string(),
  assessmentId: id.nullable(),
  validFrom: date,
  validTo: date.nullable(),
  state: grantState,
  reason: z.string(),
  proposedBy: z.string(),
  proposedAt: moment,
  decidedBy: z.string().nullable(),
  decidedAt: moment.nullable(),
  /** What the reader may do with it. */
  actions: z.array(z.enum(['approve', 'refuse', 'revoke'])),
});

const decision = { grantId: id, reason };

/** 授权: a role over an organization subtree and an assessment, with dates; proposed by one, approved by another. */
export const grants = {
  list: endpoint({
    method: 'GET',
    path: '/api/grants',
    title: '查询授权',
    access: { kind: 'authority', permission: 'grants.read' },
    input: z.strictObject({
      ...paging,
      state: grantState.optional(),
      accountId: id.optional(),
      sort: sortBy(['proposedAt', 'role', 'validFrom']).default('-proposedAt'),
    }),
    output: pageOf(grant),
    errors: [],
  }),
  exportXlsx: endpoint({
    method: 'GET',
    path: '/api/grants/export',
    title: '导出授权',
    access: { kind: 'authority', permission: 'grants.read' },
    input: z.strictObject({ state: grantState.optional() }),
    output: z.string(),
    errors: [],
    download: true,
  }),
  propose: endpoint({
    method: 'POST',
    path: '/api/grants',
    title: '提出授权',
    access: { kind: 'organization', permission: 'grants.propose', of: 'organizationId' },
    input: z.strictObject({
      accountId: id,
      role,
      organizationId: id,
      assessmentId: id.nullable().default(null),
      validFrom: date,
      validTo: date.nullable().default(null),
      reason,
    }),
    output: grant,
    errors: [
      'accounts.not-found',
      'organizations.not-found',
      'grants.own-grant',
      'grants.excluded',
      'grants.beyond-own',
      'grants.duplicate',
      'grants.wrong-dates',
    ],
    audit: 'grants.propose',
  }),
  approve: endpoint({
    method: 'POST',
    path: '/api/grants/:grantId/approve',
    title: '批准授权',
    access: { kind: 'authority', permission: 'grants.approve' },
    input: z.strictObject(decision),
    output: grant,
    errors: ['grants.not-found', 'grants.not-proposed', 'grants.own-proposal', 'grants.own-grant', 'grants.excluded'],
    audit: 'grants.approve',
  }),
  refuse: endpoint({
    method: 'POST',
    path: '/api/grants/:grantId/refuse',
    title: '不批准授权',
    access: { kind: 'authority', permission: 'grants.approve' },
    input: z.strictObject(decision),
    output: grant,
    errors: ['grants.not-found', 'grants.not-proposed'],
    audit: 'grants.refuse',
  }),
  revoke: endpoint({
    method: 'POST',
    path: '/api/grants/:grantId/revoke',
    title: '撤销授权',
    access: { kind: 'authority', permission: 'grants.approve' },
    input: z.strictObject(decision),
    output: grant,
    errors: ['grants.not-found', 'grants.not-active', 'grants.last-administrator'],
    audit: 'grants.revoke',
  }),
};
