import { z } from 'zod';
import { slip } from './bootstrap.ts';
import { endpoint, refusals } from './endpoint.ts';
import { XLSX } from './file-types.ts';
import { fileName } from './files.ts';
import { job } from './jobs.ts';
import { diagnostic, done, id, line, moment, pageOf, paging, reason, sortBy, version, yesNo } from './shapes.ts';

export const accountsErrors = refusals({
  'accounts.not-found': { status: 404, message: '没有这个账号。' },
  'accounts.name-taken': { status: 409, message: '这个用户名已经有人使用。' },
  'accounts.stale': { status: 409, message: '这个账号刚刚被他人修改过，请刷新后再改。' },
  'accounts.weak-password': { status: 422, message: '新密码不符合要求。' },
  'accounts.wrong-password': { status: 422, message: '原密码不正确。' },
  'accounts.reused-password': { status: 422, message: '不能使用最近用过的密码。' },
  'accounts.own-account': { status: 409, message: '不能停用或者重置自己的账号。' },
  'accounts.two-factor-on': { status: 409, message: '已经启用第二步验证。' },
  'accounts.two-factor-off': { status: 409, message: '没有启用第二步验证。' },
  'accounts.wrong-code': { status: 422, message: '验证码不正确，请输入最新的验证码。' },
  'accounts.bad-workbook': { status: 422, message: '文件中有错误，没有创建任何账号。' },
});

export const userName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{2,63}$/, '须为3至64位小写字母、数字、点、横线或者下划线');

export const account = z.object({
  accountId: id,
  userName: z.string(),
  displayName: z.string(),
  organizationId: id.nullable(),
  organizationName: z.string().nullable(),
  /** 统一认证 subject, where the account signs in by OIDC. */
  externalName: z.string().nullable(),
  disabled: z.boolean(),
  mustChangePassword: z.boolean(),
  twoFactor: z.boolean(),
  lastSignInAt: moment.nullable(),
  version,
});

const editable = {
  displayName: line(50),
  organizationId: id.nullable().default(null),
  externalName: line(200).nullable().default(null),
};

/** 账号: people who can sign in. */
export const accounts = {
  list: endpoint({
    method: 'GET',
    path: '/api/accounts',
    title: '查询账号',
    access: { kind: 'authority', permission: 'accounts.read' },
    input: z.strictObject({
      ...paging,
      search: line(50).optional(),
      sort: sortBy(['userName', 'displayName', 'lastSignInAt']).default('userName'),
    }),
    output: pageOf(account),
    errors: [],
  }),
  get: endpoint({
    method: 'GET',
    path: '/api/accounts/:accountId',
    title: '查看账号',
    access: { kind: 'authority', permission: 'accounts.read' },
    input: z.strictObject({ accountId: id }),
    output: account,
    errors: ['accounts.not-found'],
  }),
  create: endpoint({
    method: 'POST',
    path: '/api/accounts',
    title: '创建账号',
    access: { kind: 'authority', permission: 'accounts.manage' },
    input: z.strictObject({ userName, ...editable }),
    output: z.object({ account, slip }),
    errors: ['accounts.name-taken', 'organizations.not-found'],
    audit: 'accounts.create',
  }),
  update: endpoint({
    method: 'PUT',
    path: '/api/accounts/:accountId',
    title: '修改账号',
    access: { kind: 'authority', permission: 'accounts.manage' },
    input: z.strictObject({ accountId: id, version, disabled: z.boolean(), ...editable }),
    output: account,
    errors: ['accounts.not-found', 'accounts.stale', 'accounts.own-account', 'organizations.not-found'],
    audit: 'accounts.update',
  }),
  resetPassword: endpoint({
    method: 'POST',
    path: '/api/accounts/:accountId/reset',
    title: '重置密码并关闭第二步验证',
    access: { kind: 'authority', permission: 'accounts.manage' },
    input: z.strictObject({ accountId: id, reason }),
    output: slip,
    errors: ['accounts.not-found', 'accounts.own-account'],
    audit: 'accounts.resetPassword',
  }),
  exportXlsx: endpoint({
    method: 'GET',
    path: '/api/accounts/export',
    title: '导出账号',
    access: { kind: 'authority', permission: 'accounts.read' },
    input: z.strictObject({ search: line(50).optional() }),
    output: z.string(),
    errors: [],
    download: true,
  }),
  templateXlsx: endpoint({
    method: 'GET',
    path: '/api/accounts/template',
    title: '下载账号导入模板',
    access: { kind: 'authority', permission: 'accounts.manage' },
    input: z.strictObject({}),
    output: z.string(),
    errors: [],
    download: true,
  }),
  importXlsx: endpoint({
    method: 'POST',
    path: '/api/accounts/import',
    title: '从 Excel 批量创建账号',
    access: { kind: 'authority', permission: 'accounts.manage' },
    input: z.strictObject({ dryRun: yesNo }),
    output: z.object({ created: z.number().int(), slips: z.array(slip), diagnostics: z.array(diagnostic) }),
    errors: ['accounts.bad-workbook'],
    audit: 'accounts.importXlsx',
    upload: { types: [XLSX], maxBytes: 5 * 1024 * 1024 },
  }),
  startImport: endpoint({
    method: 'POST',
    path: '/api/accounts/import-jobs',
    title: '在后台从 Excel 批量创建账号',
    access: { kind: 'authority', permission: 'accounts.manage' },
    input: z.strictObject({ name: fileName }),
    output: job,
    errors: ['files.type-differs', 'files.unsafe-archive', 'files.content-destroyed'],
    audit: 'accounts.startImport',
    upload: { types: [XLSX], maxBytes: 5 * 1024 * 1024, streamed: true },
  }),
  takeSlips: endpoint({
    method: 'POST',
    path: '/api/accounts/import-jobs/:jobId/slips',
    title: '领取后台批量创建的账号的首次登录凭条（只能领取一次）',
    access: { kind: 'authority', permission: 'accounts.manage' },
    input: z.strictObject({ jobId: id }),
    output: z.object({ slips: z.array(slip) }),
    errors: ['jobs.not-found', 'jobs.no-result'],
    audit: 'accounts.takeSlips',
  }),
  changePassword: endpoint({
    method: 'POST',
    path: '/api/accounts/own/password',
    title: '修改自己的密码',
    access: { kind: 'session' },
    input: z.strictObject({ current: z.string().min(1).max(256), next: z.string().min(1).max(256) }),
    output: done,
    errors: ['accounts.weak-password', 'accounts.wrong-password', 'accounts.reused-password'],
    audit: 'accounts.changePassword',
    beforeReady: true,
  }),
  prepareTwoFactor: endpoint({
    method: 'POST',
    path: '/api/accounts/own/two-factor',
    title: '准备第二步验证',
    access: { kind: 'session' },
    input: z.strictObject({}),
    output: z.object({ secret: z.string(), uri: z.string() }),
    errors: ['accounts.two-factor-on'],
    audit: 'accounts.prepareTwoFactor',
  }),
  enableTwoFactor: endpoint({
    method: 'POST',
    path: '/api/accounts/own/two-factor/enable',
    title: '启用第二步验证',
    access: { kind: 'session' },
    input: z.strictObject({ code: z.string().min(6).max(10) }),
    output: z.object({ recoveryCodes: z.array(z.string()) }),
    errors: ['accounts.two-factor-on', 'accounts.wrong-code'],
    audit: 'accounts.enableTwoFactor',
  }),
  disableTwoFactor: endpoint({
    method: 'POST',
    path: '/api/accounts/own/two-factor/disable',
    title: '关闭第二步验证',
    access: { kind: 'session' },
    input: z.strictObject({ password: z.string().min(1).max(256) }),
    output: done,
    errors: ['accounts.two-factor-off', 'accounts.wrong-password'],
    audit: 'accounts.disableTwoFactor',
  }),
};
