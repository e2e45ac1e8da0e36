import type { Fact, RunSettings, Subject } from '@zhunsheng/core/scoring';
import { stringify } from 'yaml';
import { canonicalJson, digestOf } from '../digest.ts';
import { factLine, subjectLine } from '../record/record-json.ts';
import type { ResultsDocument } from '../results/results-document.ts';
import { BUNDLE_FILES, ENGINE_VERSION, type ImportedFigure, type Manifest } from './manifest.ts';
import { zipBundle } from './zip-bundle.ts';

/** What an assessment's results stand on, and the results. */
export interface BundleContents {
  readonly schemeBytes: Uint8Array;
  readonly subjects: readonly Subject[];
  readonly facts: readonly Fact[];
  readonly settings: RunSettings;
  readonly imported: readonly ImportedFigure[];
  readonly results: ResultsDocument;
}

/** The settings of a run as assessment.yaml; they read back as the same settings. */
export function assessmentYaml({ settings, imported }: Pick<BundleContents, 'settings' | 'imported'>): string {
  const holidays = [...settings.holidays.holidays].sort();
  const workdays = [...settings.holidays.workdays].sort();
  return stringify({ asOf: settings.asOf, holidays: { holidays, workdays }, imported });
}

/** Results as they are digested: canonical JSON, one subject a line, so that a difference is easy to see. */
export function resultsJson({ subjects, ...rest }: ResultsDocument): string {
  const head = canonicalJson(rest).slice(0, -1);
  return `${head},"subjects":[\n${subjects.map(canonicalJson).join(',\n')}\n]}\n`;
}

/** The files of a bundle by name, without its manifest. */
export function bundleFiles(contents: BundleContents): Map<string, Uint8Array> {
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  return new Map([
    [BUNDLE_FILES.scheme, contents.schemeBytes],
    [BUNDLE_FILES.assessment, encode(assessmentYaml(contents))],
    [BUNDLE_FILES.subjects, encode(`[\n${contents.subjects.map(subjectLine).join(',\n')}\n]\n`)],
    [BUNDLE_FILES.facts, encode(contents.facts.map((fact) => `${factLine(fact)}\n`).join(''))],
    [BUNDLE_FILES.results, encode(resultsJson(contents.results))],
  ]);
}

/**
 * 结果包: scheme, roster, facts, settings and results of an assessment in one zip that `verifyBundle` recomputes.
 *
 * Equal contents give equal bytes, so that its digest can be quoted on papers and by the level above.
 */
export function writeBundle(contents: BundleContents): Uint8Array {
  const files = bundleFiles(contents);
  const { scheme, asOf } = contents.results;
  const manifest: Manifest = {
    format: 1,
    engine: ENGINE_VERSION,
    scheme: { id: scheme.id, title: scheme.title, version: scheme.version, digest: digestOf(contents.schemeBytes) },
    asOf,
    files: Object.fromEntries([...files].map(([name, bytes]) => [name, digestOf(bytes)])),
    counts: { subjects: contents.subjects.length, facts: contents.facts.length },
    imported: contents.imported,
  };
  files.set(BUNDLE_FILES.manifest, new TextEncoder().encode(`${canonicalJson(manifest)}\n`));
  return zipBundle(files);
}
