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

/** A node of a table as its readers see it: an indicator with its children, or an item with its words. */
export const schemeNode = z
  .object({
    id: z.string(),
    title: z.string(),
    points: z.string(),
    /** The sentences that say how points are lost or won; empty for an indicator. */
    text: z.string(),
    evidence: z.array(z.string()),
    assessor: z.string().nullable(),
    get children(): z.ZodArray<typeof schemeNode> {
      return z.array(schemeNode);
    },
  })
  .meta({ id: 'SchemeNode' });

/** What a scheme says, laid out: frame, tables and the words of the whole. */
export const schemeOutline = z.object({
  basis: z.array(z.string()),
  note: z.string(),
  scale: z.string(),
  components: z.array(z.object({ id: z.string(), title: z.string(), weight: z.string() })),
  groups: z.array(z.object({ id: z.string(), title: z.string(), classes: z.array(z.string()) })),
  sheets: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      groups: z.array(z.string()),
      components: z.array(z.string()),
      points: z.string(),
      children: z.array(schemeNode),
    }),
  ),
  text: z.string(),
  grading: z.array(z.object({ groups: z.array(z.string()), bands: z.array(z.string()), quota: z.string().nullable() })),
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
    output: schemeEntry.extend({ text: z.string(), outline: schemeOutline }),
    errors: ['schemes.not-found'],
  }),
};
