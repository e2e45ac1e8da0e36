import { fromNumber, ZERO } from '../values/index.ts';
import type { SchemeDocument } from './document.ts';
import { type Reading, readPoints } from './resolver.ts';
import type { Band, DocumentPath, Grading, Quota, Selection } from './scheme.ts';

type WrittenGrading = NonNullable<SchemeDocument['grading']>[number];
type WrittenBand = NonNullable<WrittenGrading['bands']>[number];

const percentOf = (written: number | undefined) =>
  written === undefined ? {} : { percent: fromNumber(written) ?? ZERO };

function resolveBand(reading: Reading, written: WrittenBand, path: DocumentPath): Band {
  return {
    grade: written.grade,
    ...(written.min !== undefined && { min: readPoints(reading, [...path, 'min'], written.min) }),
    ...(written.max !== undefined && { max: readPoints(reading, [...path, 'max'], written.max) }),
    text: written.text ?? '',
  };
}

const bestFirst = (a: Band, b: Band): number => (b.min ?? -1) - (a.min ?? -1);

function resolveQuota(written: NonNullable<WrittenGrading['quota']>): Quota {
  return {
    grade: written.grade,
    ...percentOf(written.percent),
    ...(written.count !== undefined && { count: written.count }),
    of: written.of,
    rounding: written.rounding ?? 'floor',
    edge: written.edge ?? 'fall',
    ...(written.else !== undefined && { else: written.else }),
    text: written.text ?? '',
  };
}

/** Grading entries with exact bands, best first. */
export function resolveGrading(reading: Reading, document: SchemeDocument): Grading[] {
  return (document.grading ?? []).map((written, index) => {
    const path: DocumentPath = ['grading', index];
    const bands = (written.bands ?? []).map((b, i) => resolveBand(reading, b, [...path, 'bands', i]));
    return {
      groups: written.for.groups,
      bands: bands.sort(bestFirst),
      ...(written.judged && { judged: written.judged.grades.map((g) => ({ grade: g.grade, text: g.text ?? '' })) }),
      ...(written.quota && { quota: resolveQuota(written.quota) }),
      ties: { keys: written.ties?.keys ?? ['total'], share: written.ties?.share ?? 'rank' },
      incomplete: written.incomplete ?? 'unranked',
      path,
    };
  });
}

/** 评先: who is chosen from the ranked subjects, or from the persons they nominate. */
export function resolveSelections(document: SchemeDocument): Selection[] {
  return (document.results?.selections ?? []).map((written, index) => ({
    id: written.id,
    title: written.title,
    groups: written.groups ?? document.groups.map((g) => g.id),
    of: written.of,
    ...(written.count !== undefined && { count: written.count }),
    ...percentOf(written.percent),
    rounding: written.rounding ?? 'floor',
    edge: written.edge ?? 'fall',
    ...(written.grades && { grades: written.grades }),
    choose: written.choose ?? 'subjects',
    path: ['results', 'selections', index],
  }));
}
