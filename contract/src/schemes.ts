import { z } from 'zod';
import { endpoint, refusals } from './endpoint.ts';
import { id, moment, pageOf, paging } from './shapes.ts';

export const schemesErrors = refusals({
  'schemes.not-found': { status: 404, message: '没有这个考核方案。' },
});

export const schemeEntry = z.object({
  schemeId: id,
  /** The id that the document gives itself; with the version it names the scheme. */
  key: z.string(),
  version: z.number().int(),
  title: z.string(),
  year: z.number().int(),
  digest: z.string(),
  createdAt: moment,
});

/** 考核方案: frozen versions; a change is a new version. */
export const schemes = {
  list: endpoint({
    method: 'GET',
    path: '/api/schemes',
    title: '查询考核方案',
    access: { kind: 'reach', permission: 'assessments.read' },
    input: z.strictObject(paging),
    output: pageOf(schemeEntry),
    errors: [],
  }),
  get: endpoint({
    method: 'GET',
    path: '/api/schemes/:schemeId',
    title: '查看考核方案',
    access: { kind: 'reach', permission: 'assessments.read' },
    input: z.strictObject({ schemeId: id }),
    output: schemeEntry.extend({ text: z.string() }),
    errors: ['schemes.not-found'],
  }),
};
