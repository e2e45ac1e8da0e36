import { z } from 'zod';
import { endpoint, refusals } from './endpoint.ts';
import { DECLARED_TYPES, extensionOf, FILE_TYPES } from './file-types.ts';
import { id, line, moment, pageOf, paging, reason } from './shapes.ts';

export const filesErrors = refusals({
  'files.not-found': { status: 404, message: '没有这个文件。' },
  'files.type-differs': {
    status: 422,
    message: '文件的扩展名、申报的类型和实际内容不一致，没有接收。请用原来的软件另存一次再上传。',
  },
  'files.unsafe-archive': { status: 422, message: '压缩包不能接收，请按提示重新打包。' },
  'files.destroyed': { status: 410, message: '文件的内容已经依规定销毁，只保留登记信息和摘要。' },
  'files.content-destroyed': { status: 409, message: '内容相同的文件已经依规定销毁，不能再次上传。' },
  'files.damaged': { status: 500, message: '文件的内容丢失或者损坏，不能下载。请联系系统管理员从备份恢复。' },
  'files.already-proposed': { status: 409, message: '这个文件已有待确认的销毁申请。' },
  'files.not-proposed': { status: 409, message: '这项销毁申请已经处理过，请刷新。' },
  'files.no-destruction': { status: 404, message: '没有这项销毁申请。' },
  'files.own-proposal': {
    status: 409,
    message: '销毁须由两名不同的管理员办理：一名系统管理员、一名安全管理员，一人申请，另一人确认。',
  },
});

/** A file's name as its owner wrote it, Chinese or not; data, never a path. */
export const fileName = line(200)
  .refine((name) => !/[\\/:*?"<>|]/.test(name), '不能含有 \\ / : * ? " < > |')
  .refine((name) => !/^\.|[. ]$/.test(name), '不能以点开头，也不能以点或者空格结尾')
  .refine((name) => extensionOf(name) in FILE_TYPES, `须为以下类型之一：${Object.keys(FILE_TYPES).join('、')}`);

export const MAX_FILE_BYTES = 200 * 1024 * 1024;

export const file = z.object({
  fileId: id,
  organizationId: id,
  name: z.string(),
  type: z.string(),
  size: z.number().int(),
  /** SHA-256 of the content. */
  digest: z.string(),
  uploadedBy: z.string(),
  uploadedAt: moment,
  /** When the content was destroyed; the entry and its digest stay. */
  destroyedAt: moment.nullable(),
});

export const destructionState = z.enum(['proposed', 'confirmed', 'refused']);

export const destruction = z.object({
  destructionId: id,
  digest: z.string(),
  size: z.number().int(),
  /** Every entry of the content, in all bodies: all of them lose it. */
  entries: z.array(z.object({ fileId: id, organizationId: id.nullable(), name: z.string() })),
  state: destructionState,
  reason: z.string(),
  proposedBy: z.string(),
  proposedAt: moment,
  decidedBy: z.string().nullable(),
  decidedAt: moment.nullable(),
  decisionReason: z.string().nullable(),
  /** When the bytes were gone from the store. */
  erasedAt: moment.nullable(),
  actions: z.array(z.enum(['confirm', 'refuse'])),
});

const one = { organizationId: id, fileId: id };
const decision = { destructionId: id, reason };
const destroy = { kind: 'authority', permission: 'files.destroy' } as const;

/** 文件: what bodies hand in, kept by digest, given back under their own names. */
export const files = {
  destructions: endpoint({
    method: 'GET',
    path: '/api/files/destructions',
    title: '查询文件销毁申请',
    access: destroy,
    input: z.strictObject({ ...paging, state: destructionState.optional() }),
    output: pageOf(destruction),
    errors: [],
  }),
  proposeDestruction: endpoint({
    method: 'POST',
    path: '/api/files/destructions',
    title: '申请销毁文件内容',
    access: destroy,
    input: z.strictObject({ fileId: id, reason }),
    output: destruction,
    errors: ['files.not-found', 'files.destroyed', 'files.already-proposed'],
    audit: 'files.proposeDestruction',
  }),
  confirmDestruction: endpoint({
    method: 'POST',
    path: '/api/files/destructions/:destructionId/confirm',
    title: '确认销毁文件内容',
    access: destroy,
    input: z.strictObject(decision),
    output: destruction,
    errors: ['files.no-destruction', 'files.not-proposed', 'files.own-proposal'],
    audit: 'files.confirmDestruction',
  }),
  refuseDestruction: endpoint({
    method: 'POST',
    path: '/api/files/destructions/:destructionId/refuse',
    title: '不予销毁',
    access: destroy,
    input: z.strictObject(decision),
    output: destruction,
    errors: ['files.no-destruction', 'files.not-proposed'],
    audit: 'files.refuseDestruction',
  }),
  list: endpoint({
    method: 'GET',
    path: '/api/files/:organizationId',
    title: '查询单位的文件',
    access: { kind: 'organization', permission: 'files.read', of: 'organizationId' },
    input: z.strictObject({ organizationId: id, ...paging, search: line(50).optional() }),
    output: pageOf(file),
    errors: [],
  }),
  upload: endpoint({
    method: 'POST',
    path: '/api/files/:organizationId',
    title: '上传文件',
    access: { kind: 'organization', permission: 'files.upload', of: 'organizationId' },
    input: z.strictObject({ organizationId: id, name: fileName }),
    output: file,
    errors: ['files.type-differs', 'files.unsafe-archive', 'files.content-destroyed'],
    audit: 'files.upload',
    upload: { types: DECLARED_TYPES, maxBytes: MAX_FILE_BYTES, streamed: true },
  }),
  get: endpoint({
    method: 'GET',
    path: '/api/files/:organizationId/:fileId',
    title: '查看文件登记信息',
    access: { kind: 'organization', permission: 'files.read', of: 'organizationId' },
    input: z.strictObject(one),
    output: file,
    errors: ['files.not-found'],
  }),
  download: endpoint({
    method: 'GET',
    path: '/api/files/:organizationId/:fileId/content',
    title: '下载文件',
    access: { kind: 'organization', permission: 'fileContents.read', of: 'organizationId' },
    input: z.strictObject(one),
    output: z.string(),
    errors: ['files.not-found', 'files.destroyed', 'files.damaged'],
    download: true,
  }),
};
