import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { diagnostic, id, line, moment, pageOf, paging } from './shapes.ts';

export const auditEntry = z.object({
  id,
  recordedAt: moment,
  kind: z.string(),
  title: z.string(),
  account: id.nullable(),
  name: z.string(),
  address: z.string().nullable(),
  target: z.string().nullable(),
  reason: z.string().optional(),
  detail: z.record(z.string(), z.unknown()).optional(),
  /** Its number and digest in the chain; null until it is sealed, a second at most. */
  sequence: z.number().int().nullable(),
  digest: z.string().nullable(),
});

const filter = {
  /** A kind (`accounts.create`), or a feature (`accounts`) for all of its kinds. */
  kind: line(60).optional(),
  search: line(50).optional(),
  accountId: id.optional(),
  targetId: line(100).optional(),
  from: moment.optional(),
  to: moment.optional(),
};

/** 审计: the record of every change, for reading, exporting and verifying. Nobody can delete it. */
export const audit = {
  list: endpoint({
    method: 'GET',
    path: '/api/audit',
    title: '查询审计记录',
    access: { kind: 'authority', permission: 'audit.read' },
    input: z.strictObject({ ...paging, ...filter }),
    output: pageOf(auditEntry),
    errors: [],
  }),
  head: endpoint({
    method: 'GET',
    path: '/api/audit/head',
    title: '查询审计链的当前锚',
    access: { kind: 'authority', permission: 'audit.verify' },
    input: z.strictObject({}),
    output: z.object({ sequence: z.number().int(), digest: z.string() }),
    errors: [],
  }),
  verify: endpoint({
    method: 'POST',
    path: '/api/audit/verify',
    title: '核验审计链',
    access: { kind: 'authority', permission: 'audit.verify' },
    input: z.strictObject({ anchors: z.array(z.string().max(200)).max(20).default([]) }),
    output: z.object({
      sound: z.boolean(),
      count: z.number().int(),
      head: z.object({ sequence: z.number().int(), digest: z.string() }),
      diagnostics: z.array(diagnostic),
    }),
    errors: [],
    audit: 'audit.verify',
  }),
  exportChain: endpoint({
    method: 'GET',
    path: '/api/audit/export',
    title: '导出审计链',
    access: { kind: 'authority', permission: 'audit.read' },
    input: z.strictObject({}),
    output: z.string(),
    errors: [],
    audit: 'audit.exportChain',
    download: true,
  }),
};
