import type { Scheme } from '@zhunsheng/core/scheme';
import type { Fact, RunSettings, Subject } from '@zhunsheng/core/scoring';
import { assessmentYaml, factLine, subjectLine } from '@zhunsheng/documents';
import { newId } from '../../database/new-id.ts';
import type { Db } from '../../database/tables.ts';
import { type Recorder, recordAudit } from '../audit/index.ts';
import { type Progress, unwatched } from '../jobs/index.ts';
import { openOrganization, organizationsByName } from '../organizations/index.ts';
import { freezeScheme } from '../schemes/index.ts';
import { insertAssessment, insertFacts, insertSubjects } from './assessments.store.ts';

/** A whole assessment as a folder or a bundle holds it. */
export interface WholeAssessment {
  readonly scheme: Scheme;
  readonly schemeText: string;
  readonly subjects: readonly Subject[];
  readonly facts: readonly Fact[];
  readonly settings: RunSettings;
}

/**
 * The body of each subject: by the subject's id as code, by its name, for a person by the body he belongs to; otherwise
 * a new body below the root, or the root itself, which only those see who see everything.
 */
async function bodiesOf(
  db: Db,
  recorder: Recorder,
  { subjects, scheme }: WholeAssessment,
  openMissing: boolean,
  day: string,
): Promise<Map<string, string>> {
  const known = await organizationsByName(db);
  const titles = new Map(scheme.groups.map((group) => [group.id, group.title]));
  const found = new Map<string, string>();
  for (const subject of subjects) {
    const own = known.byCode.get(subject.id) ?? known.byName.get(subject.name);
    const body =
      own ??
      (subject.body === undefined ? undefined : (known.byName.get(subject.body) ?? known.byCode.get(subject.body)));
    if (body !== undefined || !openMissing || subject.body !== undefined) {
      found.set(subject.id, body ?? known.rootId);
      continue;
    }
    const none = { shortName: null, kind: null, creditCode: null, divisionCode: null };
    const group = titles.get(subject.group) ?? subject.group;
    const opened = {
      parentId: known.rootId,
      code: subject.id,
      name: subject.name,
      ...none,
      group,
      class: subject.class ?? null,
    };
    found.set(
      subject.id,
      await openOrganization(db, recorder, { ...opened, happenedOn: day, reason: '随年度考核导入' }),
    );
  }
  return found;
}

/** Takes a whole assessment into the database, with its scheme frozen, in one transaction. */
export async function importAssessment(
  db: Db,
  recorder: Recorder,
  whole: WholeAssessment,
  { openMissing, day, now }: { readonly openMissing: boolean; readonly day: string; readonly now: Date },
  progress: Progress = unwatched,
): Promise<string> {
  const { scheme, subjects, facts, settings } = whole;
  const total = subjects.length + facts.length;
  await progress(0, total);
  const schemeId = await freezeScheme(db, recorder, scheme, whole.schemeText, now);
  const bodies = await bodiesOf(db, recorder, whole, openMissing, day);
  const assessmentId = newId();
  const text = assessmentYaml({ settings, imported: [] });
  const { title, year } = scheme;
  await insertAssessment(db, {
    id: assessmentId,
    schemeId,
    title,
    year,
    asOf: settings.asOf,
    settings: text,
    createdAt: now,
  });
  await insertSubjects(
    db,
    subjects.map((subject, place) => ({
      assessmentId,
      subjectId: subject.id,
      place,
      organizationId: bodies.get(subject.id)!,
      content: subjectLine(subject),
    })),
  );
  await progress(subjects.length, total);
  await insertFacts(
    db,
    facts.map((fact, place) => ({ assessmentId, place, subjectId: fact.subject, content: factLine(fact) })),
  );
  const detail = { schemeId, subjects: subjects.length, facts: facts.length, asOf: settings.asOf };
  await recordAudit(db, recorder, {
    kind: 'assessments.importBundle',
    title: `导入年度考核：${title}`,
    targetId: assessmentId,
    detail,
  });
  return assessmentId;
}
