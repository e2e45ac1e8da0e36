import { permits } from '@zhunsheng/contract';
import { formatExact } from '@zhunsheng/core/values';
import { openBundle, readContents, Unreadable } from '@zhunsheng/documents';
import type { Db } from '../../database/tables.ts';
import type { Actor } from '../../http/actor.ts';
import { AppError } from '../../http/app-error.ts';
import { frozenScheme } from '../schemes/index.ts';
import { windowsOf } from './assessment-windows.ts';
import { countContents, findAssessment, listAssessments, listSubjects } from './assessments.store.ts';
import type { AssessmentRow } from './assessments.tables.ts';
import type { WholeAssessment } from './import-assessment.ts';

/** More assessments than any year has. */
const MOST_A_YEAR = 20;

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

/** 日程 of the assessments of the newest year that an actor may see: what an earlier year left to do is not for today. */
export async function currentWindows(db: Db, actor: Actor, today: string) {
  const { entries } = await listAssessments(db, assessmentsOf(actor), 1, MOST_A_YEAR);
  const found = [];
  for (const { id, title, schemeId } of entries.filter(({ year }) => year === entries[0]?.year)) {
    found.push({ assessmentId: id, title, windows: windowsOf(await frozenScheme(db, schemeId), today) });
  }
  return found;
}

export async function getAssessment(db: Db, id: string, today: string) {
  const row = await findAssessment(db, id);
  if (!row) throw new AppError('assessments.not-found');
  const scheme = await frozenScheme(db, row.schemeId);
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
    windows: windowsOf(scheme, today),
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
