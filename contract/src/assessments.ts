import { z } from 'zod';
import { endpoint, refusals } from './endpoint.ts';
import { fileName } from './files.ts';
import { job } from './jobs.ts';
import { date, diagnostic, id, moment, pageOf, paging, yesNo } from './shapes.ts';

export const assessmentsErrors = refusals({
  'assessments.not-found': { status: 404, message: '没有这项考核。' },
  'assessments.bad-bundle': { status: 422, message: '结果包不能导入，没有写入任何内容。' },
  'assessments.scheme-differs': {
    status: 409,
    message: '已有同一编号、同一版本而内容不同的方案。方案发布后不能改动，请改用新的版本号。',
  },
});

export const assessmentEntry = z.object({
  assessmentId: id,
  schemeId: id,
  title: z.string(),
  year: z.number().int(),
  asOf: date,
  subjects: z.number().int(),
  facts: z.number().int(),
  createdAt: moment,
});

const titled = z.object({ id: z.string(), title: z.string() });

/** A stretch of the assessment's year in which something is due. */
export const assessmentWindow = titled.extend({ from: date, to: date, state: z.enum(['past', 'open', 'coming']) });

export const assessment = assessmentEntry.extend({
  groups: z.array(titled.extend({ subjects: z.number().int() })),
  components: z.array(titled.extend({ weight: z.string() })),
  /** In the order of their ends. */
  windows: z.array(assessmentWindow),
});

/** 年度考核: a scheme version over subjects; imported whole for now. */
export const assessments = {
  list: endpoint({
    method: 'GET',
    path: '/api/assessments',
    title: '查询年度考核',
    access: { kind: 'reach', permission: 'assessments.read' },
    input: z.strictObject(paging),
    output: pageOf(assessmentEntry),
    errors: [],
  }),
  get: endpoint({
    method: 'GET',
    path: '/api/assessments/:assessmentId',
    title: '查看年度考核',
    access: { kind: 'reach', permission: 'assessments.read', assessment: 'assessmentId' },
    input: z.strictObject({ assessmentId: id }),
    output: assessment,
    errors: ['assessments.not-found'],
  }),
  importBundle: endpoint({
    method: 'POST',
    path: '/api/assessments/import',
    title: '从结果包导入年度考核',
    access: { kind: 'authority', permission: 'assessments.import' },
    /** `openMissing`: subjects that are no known body become bodies below the root. */
    input: z.strictObject({ openMissing: yesNo }),
    output: z.object({ assessmentId: id, diagnostics: z.array(diagnostic) }),
    errors: ['assessments.bad-bundle', 'assessments.scheme-differs'],
    audit: 'assessments.importBundle',
    upload: { types: ['application/zip'], maxBytes: 50 * 1024 * 1024 },
  }),
  startImport: endpoint({
    method: 'POST',
    path: '/api/assessments/import-jobs',
    title: '在后台从结果包导入年度考核',
    access: { kind: 'authority', permission: 'assessments.import' },
    input: z.strictObject({ name: fileName, openMissing: yesNo }),
    output: job,
    errors: ['files.type-differs', 'files.unsafe-archive', 'files.content-destroyed'],
    audit: 'assessments.startImport',
    upload: { types: ['application/zip'], maxBytes: 50 * 1024 * 1024, streamed: true },
  }),
};
