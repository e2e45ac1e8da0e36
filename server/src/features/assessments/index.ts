/** Assessments (年度考核): a frozen scheme over a frozen roster and the record of its facts. Scores stand on it. */
import type { Db } from '../../database/tables.ts';
import { AppError } from '../../http/app-error.ts';
import { schemeText } from '../schemes/index.ts';
import { findAssessment, lastPlace, listBodies, listFacts, listSubjects } from './assessments.store.ts';

export { assessmentJobs } from './assessment-jobs.ts';
export { assessmentsRoutes } from './assessments.routes.ts';
export { currentWindows } from './assessments.service.ts';
export { importAssessment, type WholeAssessment } from './import-assessment.ts';

/** Names the state of an assessment's record: equal marks mean equal contents, because nothing in it is ever changed. */
export async function markOf(db: Db, assessmentId: string): Promise<string> {
  const row = await findAssessment(db, assessmentId);
  if (!row) throw new AppError('assessments.not-found');
  return `${db.authorityId}/${assessmentId}/${await lastPlace(db, assessmentId)}`;
}

/** The body of each subject. */
export const bodiesBySubject = async (db: Db, assessmentId: string): Promise<ReadonlyMap<string, string>> =>
  new Map((await listBodies(db, assessmentId)).map((row) => [row.subjectId, row.organizationId]));

/** Everything a computation stands on, as the files of a bundle. */
export async function filesOf(db: Db, assessmentId: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const row = await findAssessment(db, assessmentId);
  if (!row) throw new AppError('assessments.not-found');
  const subjects = await listSubjects(db, assessmentId);
  const facts = await listFacts(db, assessmentId);
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  return new Map([
    ['scheme.yaml', encode(await schemeText(db, row.schemeId))],
    ['assessment.yaml', encode(row.settings)],
    ['subjects.json', encode(`[${subjects.map((subject) => subject.content).join(',')}]`)],
    ['facts.jsonl', encode(facts.map((fact) => `${fact.content}\n`).join(''))],
  ]);
}
