import { CONTRACT, type Endpoint } from '@zhunsheng/contract';

/** The id of nothing. */
const NOWHERE = '00000000-0000-7000-8000-000000000000';

/**
 * A value for every field of every input: well formed, so that the question reaches the policy, and leading nowhere, so
 * that nothing changes for the next one.
 */
const SAMPLES: Record<string, unknown> = {
  accountId: NOWHERE,
  administrators: {
    system: { userName: 'a1a', displayName: '甲' },
    security: { userName: 'b1b', displayName: '乙' },
    audit: { userName: 'c1c', displayName: '丙' },
  },
  anchors: [],
  assessmentId: NOWHERE,
  code: 'shili',
  contactId: NOWHERE,
  current: 'wrong',
  disabled: true,
  destructionId: NOWHERE,
  displayName: '某人',
  dryRun: 'true',
  externalName: null,
  fileId: NOWHERE,
  grantId: NOWHERE,
  group: '乡镇',
  happenedOn: '2024-01-01',
  jobId: NOWHERE,
  kind: 'leader',
  name: '名称',
  next: 'wrong',
  openMissing: 'false',
  openedOn: '2024-01-01',
  password: 'wrong',
  reason: '理由充分',
  remains: true,
  role: 'assessor',
  schemeId: NOWHERE,
  sessionId: NOWHERE,
  subjectId: 'T01',
  successors: [{ code: 'shili', name: '名称' }],
  token: 'x'.repeat(32),
  userName: 'xitong',
  validFrom: '2024-01-01',
  validTo: '2023-01-01',
  version: 999,
};

/** Fields whose sample another endpoint needs differently. */
const OWN: Record<string, Record<string, unknown>> = {
  'sessions.confirm': { code: '000000' },
  'accounts.enableTwoFactor': { code: '000000' },
  'files.upload': { name: '名称.pdf' },
  'organizations.startImport': { name: '名称.xlsx' },
  'accounts.startImport': { name: '名称.xlsx' },
  'assessments.startImport': { name: '名称.zip' },
  'grants.propose': { assessmentId: null, validTo: null },
  'organizations.appoint': { accountId: NOWHERE },
};

/** Every endpoint of the contract under its name: `organizations.list`. */
export const endpoints = Object.entries(CONTRACT).flatMap(([feature, all]) =>
  Object.entries(all as Record<string, Endpoint>).map(([name, endpoint]) => ({ name: `${feature}.${name}`, endpoint })),
);

/** Well formed input for an endpoint, about one body. */
export function inputFor(name: string, endpoint: Endpoint, organization: string): Record<string, unknown> {
  const fields = Object.entries(endpoint.input.shape).flatMap(([field, shape]) => {
    if (field === 'organizationId' || field === 'parentId') return [[field, organization]];
    // The body itself: an answer about it, but no merger.
    if (field === 'merged') return [[field, [organization]]];
    const optional = shape.safeParse(undefined).success;
    if (optional && OWN[name]?.[field] === undefined && field !== 'accountId') return [];
    return [[field, OWN[name]?.[field] ?? SAMPLES[field]]];
  });
  return Object.fromEntries(fields);
}
