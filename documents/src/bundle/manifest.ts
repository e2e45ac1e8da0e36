/** The version of the engine that computes results; a test holds it equal to the version of the core package. */
export const ENGINE_VERSION = '0.1.0';

/** A figure taken over from a lower level: which, from which bundle, and what it came to. */
export interface ImportedFigure {
  readonly bundle: string;
  readonly digest: string;
  readonly scheme: string;
  readonly figure: string;
  readonly rule: string;
  readonly as: string;
  readonly value: string;
}

/** 结果包 table of contents: what lies in the bundle, by digest, and what it was computed with. */
export interface Manifest {
  readonly format: 1;
  readonly engine: string;
  readonly scheme: { readonly id: string; readonly title: string; readonly version: number; readonly digest: string };
  readonly asOf: string;
  /** Digest of every other file, by name. */
  readonly files: Readonly<Record<string, string>>;
  readonly counts: { readonly subjects: number; readonly facts: number };
  /** What was taken over from lower levels. */
  readonly imported: readonly ImportedFigure[];
}

export const BUNDLE_FILES = {
  scheme: 'scheme.yaml',
  assessment: 'assessment.yaml',
  subjects: 'subjects.json',
  facts: 'facts.jsonl',
  results: 'results.json',
  manifest: 'manifest.json',
} as const;
