import { itemsTable, resultsTable, writeResultsXlsx } from '@zhunsheng/documents';
import type { Db } from '../../database/tables.ts';
import { AppError } from '../../http/app-error.ts';
import { covers, type Reach } from '../../http/policy.ts';
import { bodiesBySubject } from '../assessments/index.ts';
import { organizationsById } from '../organizations/index.ts';
import { computeScores } from './compute.ts';

/** The subjects whose bodies lie in reach, with the body of each; the others do not exist for the reader. */
async function subjectsInReach(db: Db, assessmentId: string, reach: Reach) {
  const bodies = await bodiesBySubject(db, assessmentId);
  const paths = await organizationsById(db, [...bodies.values()]);
  const seen = [...bodies].filter(([, body]) => covers(reach, paths.get(body)?.path ?? ''));
  return { bodies: new Map(seen), all: seen.length === bodies.size };
}

/** 排名: every subject in reach, by group and rank. */
export async function rankingOf(db: Db, assessmentId: string, reach: Reach) {
  const { results } = await computeScores(db, assessmentId);
  const { bodies, all } = await subjectsInReach(db, assessmentId, reach);
  const entries = results.subjects.flatMap((subject) => {
    const organizationId = bodies.get(subject.id);
    if (organizationId === undefined) return [];
    const { id, name, group, outcome, rank, total, grade, bonus, penalty, rectify } = subject;
    const figures = { outcome, rank, total, grade, bonus, penalty, rectify, class: subject.class };
    const missing = subject.missing.length;
    return [
      {
        subjectId: id,
        organizationId,
        name,
        group,
        ...figures,
        components: { ...subject.components },
        reasons: [...subject.reasons],
        missing,
      },
    ];
  });
  const groups = results.groups.filter((group) => entries.some((entry) => entry.group === group.id));
  const quotas = results.quotas.map(({ grade, explanation, candidates, given }) => ({
    grade,
    explanation,
    candidates,
    given,
  }));
  return {
    title: results.scheme.title,
    asOf: results.asOf,
    scale: results.scale,
    groups: [...groups],
    components: [...results.components],
    entries,
    quotas: all ? quotas : [],
  };
}

/** What the scores of an assessment ask of somebody: whose data is missing, who owes a rectification. */
export async function scoreNotices(db: Db, assessmentId: string, reach: Reach) {
  const { results } = await computeScores(db, assessmentId);
  const { bodies } = await subjectsInReach(db, assessmentId, reach);
  const own = results.subjects.filter(({ id }) => bodies.has(id));
  return { missing: own.filter(({ missing }) => missing.length > 0), rectify: own.filter(({ rectify }) => rectify) };
}

/** The ranking and every item's points of the subjects in reach, as a workbook. */
export async function exportOf(db: Db, assessmentId: string, reach: Reach): Promise<Buffer> {
  const { results } = await computeScores(db, assessmentId);
  const { bodies } = await subjectsInReach(db, assessmentId, reach);
  const own = { ...results, subjects: results.subjects.filter(({ id }) => bodies.has(id)) };
  return Buffer.from(await writeResultsXlsx([resultsTable(own), itemsTable(own)]));
}

/** 得分单 of one subject, down to the last clause and finding. */
export async function sheetOf(db: Db, assessmentId: string, subjectId: string, reach: Reach) {
  const { sheet, results } = await computeScores(db, assessmentId);
  const organizationId = (await subjectsInReach(db, assessmentId, reach)).bodies.get(subjectId);
  const own = results.subjects.find((subject) => subject.id === subjectId);
  if (organizationId === undefined || !own) throw new AppError('scores.not-found');
  const { root, lines } = await sheet(subjectId);
  const group = results.groups.find(({ id }) => id === own.group) ?? { id: own.group, title: own.group };
  return {
    subjectId,
    organizationId,
    name: own.name,
    group,
    class: own.class,
    rank: own.rank,
    grade: own.grade,
    reasons: [...own.reasons],
    total: own.total,
    root,
    missing: [...own.missing],
    lines: [...lines],
  };
}
