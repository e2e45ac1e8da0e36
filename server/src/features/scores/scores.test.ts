import { monitorEventLoopDelay } from 'node:perf_hooks';
import { writeBundle } from '@zhunsheng/documents';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCounty } from '../../demo/county.ts';
import { type Browser, openTestServer, Refused, type TestServer } from '../../testing/server.fixture.ts';

const { folder, results: expected, bundle } = readCounty();
const { schemeBytes, subjects, facts, settings } = folder;

let server: TestServer;
let office: Browser;
let assessmentId: string;
beforeAll(async () => {
  server = await openTestServer();
  office = await server.person('officeClerk');
  ({ assessmentId } = await office.api.assessments.importBundle({ openMissing: true }, bundle, 'application/zip'));
});
afterAll(() => server.close());

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof Refused) return error.answer.code;
    throw error;
  }
};
const bodyOf = async (name: string): Promise<string> => {
  const { entries } = await office.api.organizations.list({ search: name });
  return entries.find((entry) => entry.name === name)!.organizationId;
};

describe('the county of examples/n1-county', () => {
  it('is in the database whole, with its bodies, its frozen scheme and its record', async () => {
    const found = await office.api.assessments.get({ assessmentId });
    expect(found).toMatchObject({ subjects: 50, facts: facts.length, year: 2024 });
    expect(found.groups.map((group) => group.subjects)).toEqual([16, 27, 7]);
    expect(found.components.map((component) => component.weight)).toEqual(['20', '70', '10']);
    expect((await office.api.organizations.list({ group: '乡镇（街道）', class: '中心镇' })).total).toBeGreaterThan(0);
    const scheme = await office.api.schemes.get({ schemeId: found.schemeId });
    expect(scheme.text).toBe(new TextDecoder().decode(schemeBytes));
  });

  it('is ranked and graded as the core does it', async () => {
    const { entries, groups, scale } = await office.api.scores.ranking({ assessmentId });
    expect(scale).toBe('100.00');
    expect(groups).toHaveLength(3);
    const brief = (
      rows: readonly { rank: number | null; total: string | null; grade: string | null; name: string }[],
    ) => rows.map(({ rank, total, grade, name }) => ({ rank, total, grade, name }));
    expect(brief(entries)).toEqual(brief(expected.subjects));
  });

  it('explains any point by its clause, its findings and its arithmetic', async () => {
    const sheet = await office.api.scores.sheet({ assessmentId, subjectId: 'T03' });
    const item = JSON.stringify(sheet.root);
    expect(item).toContain('逾期的每个工作日扣0.2分，最多扣0.8分');
    expect(item).toContain('逾期扣分：0.20 × 4 = 0.80');
    expect(sheet.lines).toContain('清溪镇（T03）');
    expect(sheet.group.title).toBe('乡镇（街道）');
  });

  it('is computed beside the server, which goes on answering, once for all who ask at the same time', async () => {
    const again = await office.api.assessments.importBundle({ openMissing: false }, bundle, 'application/zip');
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const before = performance.now();
    const asked = Array.from({ length: 5 }, () => office.api.scores.ranking({ assessmentId: again.assessmentId }));
    const rankings = await Promise.all(asked);
    delay.disable();
    const took = performance.now() - before;
    expect(new Set(rankings.map((ranking) => JSON.stringify(ranking.entries))).size).toBe(1);
    expect(delay.max / 1e6).toBeLessThan(Math.max(250, took / 2));
  });

  it('shows a body its own sheet, and nobody else’s', async () => {
    const liaison = await server.person('liaison', await bodyOf('清溪镇'));
    const { entries, groups, quotas } = await liaison.api.scores.ranking({ assessmentId });
    expect(entries.map((entry) => entry.name)).toEqual(['清溪镇']);
    expect([groups.length, quotas.length]).toEqual([1, 0]);
    expect((await liaison.api.scores.sheet({ assessmentId, subjectId: 'T03' })).name).toBe('清溪镇');
    expect(await codeOf(liaison.api.scores.sheet({ assessmentId, subjectId: 'T01' }))).toBe('scores.not-found');
    expect(await codeOf(liaison.api.scores.sheet({ assessmentId, subjectId: 'T99' }))).toBe('scores.not-found');
  });

  it('keeps a frozen scheme: the same again is the same, a changed one under the old version is refused', async () => {
    const again = await office.api.assessments.importBundle({ openMissing: false }, bundle, 'application/zip');
    expect((await office.api.schemes.list({})).total).toBe(1);
    const changed = Buffer.from(
      schemeBytes.toString() === ''
        ? ''
        : new TextDecoder().decode(schemeBytes).replace('总分80分以上方可加分', '总分80分以上方可以加分'),
    );
    expect(again.assessmentId).not.toBe(assessmentId);
    const other = writeBundle({ schemeBytes: changed, subjects, facts, settings, imported: [], results: expected });
    const send = office.api.assessments.importBundle({ openMissing: false }, Buffer.from(other), 'application/zip');
    expect(await codeOf(send)).toMatch(/^assessments\.(scheme-differs|bad-bundle)$/);
  });

  it('refuses what is no bundle', async () => {
    const send = (bytes: Buffer) =>
      codeOf(office.api.assessments.importBundle({ openMissing: false }, bytes, 'application/zip'));
    expect(await send(Buffer.from('PK nothing'))).toBe('assessments.bad-bundle');
    expect(await send(bundle.subarray(0, bundle.length / 2))).toBe('assessments.bad-bundle');
  });
});
