import { prepared } from '../../database/prepared.ts';
import type { Db } from '../../database/tables.ts';
import type { AssessmentRow, FactRow, SubjectRow } from './assessments.tables.ts';
import './assessments.tables.ts';

const byId = prepared((db, id: string) => db.selectFrom('assessments').selectAll().where('id', '=', id));

export const findAssessment = async (db: Db, id: string) => (await byId(db, id))[0];

export const listSubjects = prepared((db, assessmentId: string) =>
  db
    .selectFrom('assessmentSubjects')
    .select(['subjectId', 'organizationId', 'content'])
    .where('assessmentId', '=', assessmentId)
    .orderBy('place'),
);

/** Whose each subject is, without what is known of it. */
export const listBodies = prepared((db, assessmentId: string) =>
  db.selectFrom('assessmentSubjects').select(['subjectId', 'organizationId']).where('assessmentId', '=', assessmentId),
);

export const listFacts = (db: Db, assessmentId: string) =>
  db
    .selectFrom('assessmentFacts')
    .select('content')
    .where('assessmentId', '=', assessmentId)
    .orderBy('place')
    .execute();

const farthest = prepared((db, assessmentId: string) =>
  db
    .selectFrom('assessmentFacts')
    .select((eb) => eb.fn.max('place').as('place'))
    .where('assessmentId', '=', assessmentId),
);

/** How far the record reaches; with it, a computation can tell whether it still holds. */
export const lastPlace = async (db: Db, assessmentId: string): Promise<number> =>
  (await farthest(db, assessmentId))[0]?.place ?? 0;

const visible = (db: Db, ids: readonly string[] | undefined) =>
  db.selectFrom('assessments').$if(ids !== undefined, (q) => q.where('id', 'in', [...ids!]));

/** `ids` limits the list to the assessments that the reader has a part in. */
export async function listAssessments(db: Db, ids: readonly string[] | undefined, page: number, pageSize: number) {
  const entries = await visible(db, ids)
    .selectAll()
    .orderBy('year', 'desc')
    .orderBy('id', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute();
  const all = await visible(db, ids)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirst();
  return { total: all?.count ?? 0, entries };
}

/** Numbers of subjects and facts of several assessments, in two queries. */
export async function countContents(db: Db, ids: readonly string[]) {
  if (ids.length === 0) return { subjects: new Map<string, number>(), facts: new Map<string, number>() };
  const subjects = await db
    .selectFrom('assessmentSubjects')
    .select((eb) => ['assessmentId', eb.fn.countAll<number>().as('count')])
    .where('assessmentId', 'in', [...ids])
    .groupBy('assessmentId')
    .execute();
  const facts = await db
    .selectFrom('assessmentFacts')
    .select((eb) => ['assessmentId', eb.fn.countAll<number>().as('count')])
    .where('assessmentId', 'in', [...ids])
    .groupBy('assessmentId')
    .execute();
  const byId = (rows: readonly { assessmentId: string; count: number }[]) =>
    new Map(rows.map((row) => [row.assessmentId, row.count]));
  return { subjects: byId(subjects), facts: byId(facts) };
}

export async function insertAssessment(db: Db, row: AssessmentRow): Promise<void> {
  await db
    .insertInto('assessments')
    .values({ authorityId: db.authorityId, ...row })
    .execute();
}

export async function insertSubjects(db: Db, rows: readonly SubjectRow[]): Promise<void> {
  const { authorityId } = db;
  for (let at = 0; at < rows.length; at += 2_000) {
    const part = rows.slice(at, at + 2_000).map((row) => ({ authorityId, ...row }));
    await db.insertInto('assessmentSubjects').values(part).execute();
  }
}

export async function insertFacts(db: Db, rows: readonly FactRow[]): Promise<void> {
  const { authorityId } = db;
  for (let at = 0; at < rows.length; at += 2_000) {
    const part = rows.slice(at, at + 2_000).map((row) => ({ authorityId, ...row }));
    await db.insertInto('assessmentFacts').values(part).execute();
  }
}
