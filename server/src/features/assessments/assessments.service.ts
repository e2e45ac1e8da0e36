import { permits } from '@zhunsheng/contract';
import { formatExact } from '@zhunsheng/core/values';
import { openBundle, readContents, readScheme, Unreadable } from '@zhunsheng/documents';
import type { Db } from '../../database/tables.ts';
import type { Actor } from '../../http/actor.ts';
import { AppError } from '../../http/app-error.ts';
import { schemeText } from '../schemes/index.ts';
import { countContents, findAssessment, listAssessments, listSubjects } from './assessments.store.ts';
import type { AssessmentRow } from './assessments.tables.ts';
import type { WholeAssessment } from './import-assessment.ts';

const entryOf = ({ id, schemeId, title, year, asOf, createdAt }: AssessmentRow, subjects: number, facts: number) => ({
  assessmentId: id,
  schemeId,
  title,
  year,
  asOf,
  subjects,
  facts,
  createdAt: createdAt.toISOString(),
});

/** The assessments that an actor's grants name; `undefined` when one of them names none, that is, all. */
function assessmentsOf(actor: Actor): string[] | undefined {
  const own = actor.grants
    .filter((grant) => permits(grant.role, 'assessments.read'))
    .map((grant) => grant.assessmentId);
  return own.includes(null) ? undefined : own.filter((id) => id !== null);
}

export async function listVisible(db: Db, actor: Actor, page: number, pageSize: number) {
  const { total, entries } = await listAssessments(db, assessmentsOf(actor), page, pageSize);
  const { subjects, facts } = await countContents(
    db,
    entries.map((entry) => entry.id),
  );
  return { total, entries: entries.map((row) => entryOf(row, subjects.get(row.id) ?? 0, facts.get(row.id) ?? 0)) };
}

export async function getAssessment(db: Db, id: string) {
  const row = await findAssessment(db, id);
  if (!row) throw new AppError('assessments.not-found');
  const { scheme } = readScheme(await schemeText(db, row.schemeId), 'scheme.yaml');
  if (!scheme) throw new Error('a frozen scheme that cannot be read');
  const { subjects, facts } = await countContents(db, [id]);
  const roster = (await listSubjects(db, id)).map((subject) => JSON.parse(subject.content) as { group: string });
  return {
    ...entryOf(row, subjects.get(id) ?? 0, facts.get(id) ?? 0),
    groups: scheme.groups.map(({ id: group, title }) => ({
      id: group,
      title,
      subjects: roster.filter((subject) => subject.group === group).length,
    })),
    components: scheme.components.map(({ id: component, title, weight }) => ({
      id: component,
      title,
      weight: formatExact(weight, 6),
    })),
  };
}

/** Reads an uploaded bundle; whatever is wrong with it is told, and nothing is written. */
export function readUploadedBundle(file: Buffer): WholeAssessment & { readonly diagnostics: readonly unknown[] } {
  try {
    const { files } = openBundle(file);
    const { contents, diagnostics } = readContents(files);
    if (!contents) throw new AppError('assessments.bad-bundle', { diagnostics });
    return { ...contents, schemeText: new TextDecoder().decode(files.get('scheme.yaml')), diagnostics };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw new AppError('assessments.bad-bundle', { diagnostics: [error.diagnostic('结果包')] });
  }
}
