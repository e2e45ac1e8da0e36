import type { Diagnostic } from '@zhunsheng/core/values';
import type { RecordPlaces } from './record-places.ts';

/** The field that a finding of the core is about, by its code; others are about the whole row. */
const FIELDS: Readonly<Record<string, string>> = {
  'scoring.unknown-subject': 'subject',
  'scoring.unknown-target': 'target',
  'scoring.other-sheet': 'target',
  'scoring.wrong-type': 'type',
  'scoring.unknown-component': 'component',
  'scoring.component-needed': 'component',
  'scoring.period-needed': 'period',
  'scoring.examined-period': 'period',
  'scoring.no-such-period': 'period',
  'scoring.unknown-name': 'name',
  'scoring.reason-needed': 'reason',
  'scoring.unknown-group': 'group',
  'scoring.unknown-class': 'class',
};

/** Turns the core's `['facts', id]` and `['subjects', id]` into file, line and cell. */
export function placeRecord(diagnostic: Diagnostic, facts: RecordPlaces, subjects: RecordPlaces): Diagnostic {
  const [kind, id] = diagnostic.place.path ?? [];
  const places = kind === 'facts' ? facts : kind === 'subjects' ? subjects : undefined;
  const place = places?.place(String(id), FIELDS[diagnostic.code]);
  return place ? { ...diagnostic, place: { ...diagnostic.place, ...place, path: diagnostic.place.path } } : diagnostic;
}
