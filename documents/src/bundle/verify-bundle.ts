import { gradeCohort } from '@zhunsheng/core/grading';
import { scoreCohort } from '@zhunsheng/core/scoring';
import type { Diagnostic } from '@zhunsheng/core/values';
import { digestOf } from '../digest.ts';
import { buildResults } from '../results/build-results.ts';
import type { ResultsDocument } from '../results/results-document.ts';
import { Unreadable } from '../unreadable.ts';
import { compareValues, type Difference } from './differences.ts';
import { BUNDLE_FILES, ENGINE_VERSION } from './manifest.ts';
import { type OpenBundle, openBundle } from './open-bundle.ts';
import { readContents } from './read-contents.ts';
import { zipBundle } from './zip-bundle.ts';

/** Whether a bundle's results follow from its contents, and where they do not. */
export interface Verification {
  readonly verified: boolean;
  /** Of the bundle's bytes, to be compared with the one that was published. */
  readonly digest: string;
  readonly engine: string;
  readonly title: string;
  readonly counts: { readonly subjects: number; readonly facts: number };
  readonly differences: readonly Difference[];
  /** Problems in the contents that stop a recomputation. */
  readonly diagnostics: readonly Diagnostic[];
}

function fileDifferences({ files, manifest }: OpenBundle): Difference[] {
  const listed = Object.entries(manifest.files).flatMap(([name, stated]): Difference[] => {
    const bytes = files.get(name);
    const computed = bytes ? digestOf(bytes) : '（没有这个文件）';
    return computed === stated ? [] : [{ where: `文件 ${name}`, stated, computed }];
  });
  const unlisted = [...files.keys()].filter(
    (name) => name !== BUNDLE_FILES.manifest && !Object.hasOwn(manifest.files, name),
  );
  return [
    ...listed,
    ...unlisted.map((name) => ({ where: `文件 ${name}`, stated: '（目录里没有）', computed: '（多出）' })),
  ];
}

const bytesOf = (bundle: OpenBundle, name: string): Uint8Array => bundle.files.get(name)!;

/** Scores and grades again from the files of the bundle alone. */
function recompute(bundle: OpenBundle, diagnostics: Diagnostic[]): ResultsDocument | undefined {
  const { contents, diagnostics: found } = readContents(bundle.files);
  diagnostics.push(...found);
  if (!contents) return undefined;
  const cohort = scoreCohort(contents.scheme, contents.subjects, contents.facts, contents.settings);
  const sheets = cohort.sheets();
  return buildResults(cohort, gradeCohort(cohort, sheets), sheets);
}

/** What the manifest says about the results beside their digests. */
function manifestDifferences({ manifest, results }: OpenBundle, facts: number): Difference[] {
  const found: Difference[] = [];
  const { id, title, version } = results.scheme;
  const stated = { ...manifest.scheme, digest: undefined };
  compareValues(stated, { id, title, version, digest: undefined }, ['目录', '方案'], found);
  compareValues(manifest.scheme.digest, manifest.files[BUNDLE_FILES.scheme], ['目录', '方案摘要'], found);
  compareValues(manifest.asOf, results.asOf, ['目录', '计算截止日'], found);
  compareValues(manifest.counts, { subjects: results.subjects.length, facts }, ['目录', '数目'], found);
  return found;
}

const countLines = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => (byte === 10 ? sum + 1 : sum), 0);

function shellDifference(bundle: OpenBundle, bytes: Uint8Array): Difference[] {
  if (bundle.manifest.engine !== ENGINE_VERSION) return [];
  const again = zipBundle(bundle.files);
  if (again.length === bytes.length && again.every((byte, at) => byte === bytes[at])) return [];
  return [{ where: '压缩包外壳', stated: digestOf(bytes), computed: digestOf(again) }];
}

const failed = (digest: string, diagnostic: Diagnostic): Verification => ({
  verified: false,
  digest,
  engine: '',
  title: '',
  counts: { subjects: 0, facts: 0 },
  differences: [],
  diagnostics: [diagnostic],
});

function verifyOpen(bundle: OpenBundle, bytes: Uint8Array): Omit<Verification, 'digest'> {
  const diagnostics: Diagnostic[] = [];
  const differences = fileDifferences(bundle);
  const facts = countLines(bytesOf(bundle, BUNDLE_FILES.facts));
  differences.push(...manifestDifferences(bundle, facts));
  const computed = recompute(bundle, diagnostics);
  if (computed) compareValues(bundle.results, JSON.parse(JSON.stringify(computed)), [], differences);
  // Only when all else agrees: a changed file changes the shell too, which says nothing more.
  if (differences.length === 0) differences.push(...shellDifference(bundle, bytes));
  const { engine, counts, scheme } = bundle.manifest;
  const verified = computed !== undefined && differences.length === 0;
  return {
    verified,
    engine,
    title: scheme.title,
    counts,
    differences,
    diagnostics: diagnostics.filter((d) => d.severity === 'error' && !d.accepted),
  };
}

/**
 * Recomputes a bundle from its own contents and names whatever differs: a file that is not the one in its manifest, a
 * figure of a subject (stated → computed), or the archive around them. Never throws for what the bytes hold.
 */
export function verifyBundle(bytes: Uint8Array, file = '结果包'): Verification {
  const digest = digestOf(bytes);
  try {
    return { digest, ...verifyOpen(openBundle(bytes), bytes) };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return failed(digest, error.diagnostic(file));
  }
}
