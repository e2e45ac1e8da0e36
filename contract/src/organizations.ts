import { z } from 'zod';
import { XLSX } from './accounts.ts';
import { endpoint, refusals } from './endpoint.ts';
import { organization, organizationEntry, organizationState } from './organization-shapes.ts';
import { date, diagnostic, id, line, pageOf, paging, reason, version, yesNo } from './shapes.ts';

export const organizationsErrors = refusals({
  'organizations.not-found': { status: 404, message: '没有这个单位。' },
  'organizations.stale': { status: 409, message: '这个单位刚刚被他人修改过，请刷新后再改。' },
  'organizations.code-taken': { status: 409, message: '这个编号已由另一个单位使用。' },
  'organizations.in-own-subtree': { status: 409, message: '上级单位不能是它自己或者它的下级。' },
  'organizations.closed': { status: 409, message: '单位已经撤销，不能再改；请查看它的沿革。' },
  'organizations.has-open-children': { status: 409, message: '单位还有存续的下级，请先处理下级单位。' },
  'organizations.root': { status: 409, message: '最上一级是考核机关本身，不能撤销、合并、拆分或者移动。' },
  'organizations.same': { status: 409, message: '合并的单位须不同，且不含合并后的单位。' },
  'organizations.wrong-dates': { status: 422, message: '日期早于单位成立或者上一次变更的日期。' },
  'organizations.bad-workbook': { status: 422, message: '文件中有错误，没有导入任何单位。' },
});

const details = {
  shortName: line(50).nullable().default(null),
  kind: line(30).nullable().default(null),
  creditCode: line(30).nullable().default(null),
  divisionCode: line(20).nullable().default(null),
};
const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/, '须为1至40位字母、数字、点、横线或者下划线');
const dated = { happenedOn: date, reason };
const manage = { kind: 'organization', permission: 'organizations.manage', of: 'organizationId' } as const;
const successor = z.strictObject({ code, name: line(100) });

/** 单位: the tree of bodies with its history. */
export const organizations = {
  list: endpoint({
    method: 'GET',
    path: '/api/organizations',
    title: '查询单位',
    access: { kind: 'reach', permission: 'organizations.read' },
    input: z.strictObject({
      ...paging,
      parentId: id.optional(),
      /** Part of a name, a code, or pinyin initials. */
      search: line(50).optional(),
      group: line(50).optional(),
      class: line(50).optional(),
      state: organizationState.default('open'),
    }),
    output: pageOf(organizationEntry),
    errors: [],
  }),
  get: endpoint({
    method: 'GET',
    path: '/api/organizations/:organizationId',
    title: '查看单位',
    access: { kind: 'organization', permission: 'organizations.read', of: 'organizationId' },
    input: z.strictObject({ organizationId: id }),
    output: organization,
    errors: ['organizations.not-found'],
  }),
  open: endpoint({
    method: 'POST',
    path: '/api/organizations',
    title: '新设单位',
    access: { kind: 'organization', permission: 'organizations.manage', of: 'parentId' },
    input: z.strictObject({
      parentId: id,
      code,
      name: line(100),
      ...details,
      group: line(50).nullable().default(null),
      class: line(50).nullable().default(null),
      ...dated,
    }),
    output: organization,
    errors: ['organizations.code-taken', 'organizations.closed', 'organizations.not-found'],
    audit: 'organizations.open',
  }),
  update: endpoint({
    method: 'PUT',
    path: '/api/organizations/:organizationId',
    title: '修改单位信息',
    access: manage,
    input: z.strictObject({ organizationId: id, version, code, ...details }),
    output: organization,
    errors: ['organizations.not-found', 'organizations.stale', 'organizations.code-taken', 'organizations.closed'],
    audit: 'organizations.update',
  }),
  classify: endpoint({
    method: 'POST',
    path: '/api/organizations/:organizationId/memberships',
    title: '变更分组与等级',
    access: manage,
    input: z.strictObject({
      organizationId: id,
      version,
      group: line(50),
      class: line(50).nullable().default(null),
      validFrom: date,
      reason,
    }),
    output: organization,
    errors: ['organizations.not-found', 'organizations.stale', 'organizations.closed'],
    audit: 'organizations.classify',
  }),
  appoint: endpoint({
    method: 'POST',
    path: '/api/organizations/:organizationId/contacts',
    title: '登记领导或者联络员',
    access: manage,
    input: z.strictObject({
      organizationId: id,
      kind: z.enum(['leader', 'liaison']),
      name: line(50),
      title: line(50).nullable().default(null),
      phone: z
        .string()
        .regex(/^[0-9+ -]{5,20}$/, '须为5至20位电话号码')
        .nullable()
        .default(null),
      accountId: id.nullable().default(null),
      validFrom: date,
    }),
    output: organization,
    errors: ['organizations.not-found', 'organizations.closed', 'accounts.not-found'],
    audit: 'organizations.appoint',
  }),
  dismiss: endpoint({
    method: 'POST',
    path: '/api/organizations/:organizationId/contacts/:contactId/end',
    title: '结束领导或者联络员的任期',
    access: manage,
    input: z.strictObject({ organizationId: id, contactId: id, validTo: date }),
    output: organization,
    errors: ['organizations.not-found', 'organizations.wrong-dates'],
    audit: 'organizations.dismiss',
  }),
  rename: endpoint({
    method: 'POST',
    path: '/api/organizations/:organizationId/rename',
    title: '单位更名',
    access: manage,
    input: z.strictObject({ organizationId: id, version, name: line(100), ...dated }),
    output: organization,
    errors: ['organizations.not-found', 'organizations.stale', 'organizations.closed', 'organizations.wrong-dates'],
    audit: 'organizations.rename',
  }),
  move: endpoint({
    method: 'POST',
    path: '/api/organizations/:organizationId/move',
    title: '变更上级单位',
    access: manage,
    input: z.strictObject({ organizationId: id, version, parentId: id, ...dated }),
    output: organization,
    errors: [
      'organizations.not-found',
      'organizations.stale',
      'organizations.closed',
      'organizations.root',
      'organizations.in-own-subtree',
      'organizations.wrong-dates',
    ],
    audit: 'organizations.move',
  }),
  close: endpoint({
    method: 'POST',
    path: '/api/organizations/:organizationId/close',
    title: '撤销单位',
    access: manage,
    input: z.strictObject({ organizationId: id, version, ...dated }),
    output: organization,
    errors: [
      'organizations.not-found',
      'organizations.stale',
      'organizations.closed',
      'organizations.root',
      'organizations.has-open-children',
      'organizations.wrong-dates',
    ],
    audit: 'organizations.close',
  }),
  merge: endpoint({
    method: 'POST',
    path: '/api/organizations/:organizationId/merge',
    title: '将其他单位并入本单位',
    access: manage,
    input: z.strictObject({ organizationId: id, version, merged: z.array(id).min(1).max(50), ...dated }),
    output: organization,
    errors: [
      'organizations.not-found',
      'organizations.stale',
      'organizations.closed',
      'organizations.root',
      'organizations.same',
      'organizations.in-own-subtree',
      'organizations.wrong-dates',
    ],
    audit: 'organizations.merge',
  }),
  split: endpoint({
    method: 'POST',
    path: '/api/organizations/:organizationId/split',
    title: '拆分单位',
    access: manage,
    input: z.strictObject({
      organizationId: id,
      version,
      successors: z.array(successor).min(1).max(20),
      /** Whether the body itself goes on beside its successors. */
      remains: z.boolean(),
      ...dated,
    }),
    output: organization,
    errors: [
      'organizations.not-found',
      'organizations.stale',
      'organizations.closed',
      'organizations.root',
      'organizations.code-taken',
      'organizations.has-open-children',
      'organizations.wrong-dates',
    ],
    audit: 'organizations.split',
  }),
  importXlsx: endpoint({
    method: 'POST',
    path: '/api/organizations/import',
    title: '从 Excel 导入单位',
    access: { kind: 'authority', permission: 'organizations.manage' },
    input: z.strictObject({ dryRun: yesNo, openedOn: date }),
    output: z.object({
      opened: z.number().int(),
      changed: z.number().int(),
      unchanged: z.number().int(),
      diagnostics: z.array(diagnostic),
    }),
    errors: ['organizations.bad-workbook'],
    audit: 'organizations.importXlsx',
    upload: { types: [XLSX], maxBytes: 10 * 1024 * 1024 },
  }),
  exportXlsx: endpoint({
    method: 'GET',
    path: '/api/organizations/export',
    title: '导出单位',
    access: { kind: 'reach', permission: 'organizations.read' },
    input: z.strictObject({ state: organizationState.default('open') }),
    output: z.string(),
    errors: [],
    download: true,
  }),
};
