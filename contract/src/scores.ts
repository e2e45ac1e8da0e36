import { z } from 'zod';
import { endpoint, refusals } from './endpoint.ts';
import { id } from './shapes.ts';

export const scoresErrors = refusals({
  'scores.not-found': { status: 404, message: '没有这个考核对象的得分单。' },
});

/** A row of the ranking; every figure is the decimal text that the score sheet prints. */
export const scoreEntry = z.object({
  subjectId: z.string(),
  organizationId: id,
  name: z.string(),
  group: z.string(),
  class: z.string().nullable(),
  outcome: z.enum(['scored', 'missing']),
  rank: z.number().int().nullable(),
  total: z.string().nullable(),
  grade: z.string().nullable(),
  bonus: z.string(),
  penalty: z.string(),
  /** By component id; null where missing or not applicable. */
  components: z.record(z.string(), z.string().nullable()),
  reasons: z.array(z.string()),
  rectify: z.boolean(),
  missing: z.number().int(),
});

const titled = z.object({ id: z.string(), title: z.string() });

export const ranking = z.object({
  title: z.string(),
  asOf: z.string(),
  /** Full marks of the total. */
  scale: z.string(),
  groups: z.array(titled),
  components: z.array(titled),
  entries: z.array(scoreEntry),
  /** How quotas, selections and ties came about; only for who sees everybody. */
  quotas: z.array(z.object({ grade: z.string(), explanation: z.string(), candidates: z.number(), given: z.number() })),
});

const finding = z.object({
  id: z.string(),
  count: z.number(),
  status: z.enum(['counted', 'outOfPeriod', 'notRepeated', 'withdrawn']),
  aggravated: z.boolean(),
  reason: z.string(),
  by: z.string().nullable(),
  occurredOn: z.string().nullable(),
  matter: z.string().nullable(),
  evidence: z.array(z.string()),
});

/** A node of a score sheet: the value and how it was reached; `steps` are lines that can be redone on paper. */
export const scoreNode = z
  .object({
    kind: z.enum(['total', 'component', 'period', 'indicator', 'item', 'part', 'rule']),
    id: z.string(),
    title: z.string(),
    outcome: z.enum(['scored', 'missing', 'notApplicable']),
    points: z.string().nullable(),
    full: z.string().nullable(),
    rule: z
      .object({
        kind: z.string(),
        title: z.string(),
        clause: z.string(),
        takesEffect: z.boolean(),
        /** 未发现, or the like, where somebody looked and found nothing. */
        nothing: z.string().nullable(),
      })
      .nullable(),
    inputs: z.array(z.object({ label: z.string(), value: z.string() })),
    findings: z.array(finding),
    steps: z.array(z.string()),
    notes: z.array(z.string()),
    examinedBy: z.string().nullable(),
    selfScore: z.string().nullable(),
    get children(): z.ZodArray<typeof scoreNode> {
      return z.array(scoreNode);
    },
  })
  .meta({ id: 'ScoreNode' });

export const scoreSheet = z.object({
  subjectId: z.string(),
  organizationId: id,
  name: z.string(),
  group: titled,
  class: z.string().nullable(),
  rank: z.number().int().nullable(),
  grade: z.string().nullable(),
  reasons: z.array(z.string()),
  total: z.string().nullable(),
  root: scoreNode,
  missing: z.array(z.object({ id: z.string(), title: z.string(), component: z.string(), reason: z.string() })),
  /** The whole sheet as Chinese lines, for paper. */
  lines: z.array(z.string()),
});

/** 得分: what follows from a scheme and facts; computed, never stored and never edited. */
export const scores = {
  ranking: endpoint({
    method: 'GET',
    path: '/api/scores/:assessmentId',
    title: '查看得分与排名',
    access: { kind: 'reach', permission: 'scores.read', assessment: 'assessmentId' },
    input: z.strictObject({ assessmentId: id }),
    output: ranking,
    errors: ['assessments.not-found'],
  }),
  exportXlsx: endpoint({
    method: 'GET',
    path: '/api/scores/:assessmentId/export',
    title: '导出得分与排名',
    access: { kind: 'reach', permission: 'scores.read', assessment: 'assessmentId' },
    input: z.strictObject({ assessmentId: id }),
    output: z.string(),
    errors: ['assessments.not-found'],
    download: true,
  }),
  sheet: endpoint({
    method: 'GET',
    path: '/api/scores/:assessmentId/subjects/:subjectId',
    title: '查看得分单',
    access: { kind: 'reach', permission: 'scores.read', assessment: 'assessmentId' },
    input: z.strictObject({ assessmentId: id, subjectId: z.string().min(1).max(100) }),
    output: scoreSheet,
    errors: ['assessments.not-found', 'scores.not-found'],
  }),
};
