import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

function sourcesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = `${folder}/${name}`;
    if (statSync(path).isDirectory()) return sourcesBelow(path);
    return /\.ts$/.test(name) && !/\.(test|fixture|test-data)\.ts$/.test(name) ? [path] : [];
  });
}

const SOURCES = ['core/src', 'documents/src', 'cli/src'].flatMap((folder) => sourcesBelow(`${root}${folder}`));
const FOLDERS = ['scheme', 'rule-text', 'text-check', 'scoring', 'documents'];

/** A code in full, as most sources write it. */
const IN_FULL = new RegExp(`'((?:${FOLDERS.join('|')})\\.[a-z][a-z0-9-]+)'`, 'g');
/** A code whose folder `find` or `say` puts before it. */
const BY_FOLDER: Readonly<Record<string, RegExp>> = {
  'core/src/scheme/check/': /\bfind\(\s*\w+,\s*'(?:error|warning|advice)',\s*'([a-z0-9-]+)'/g,
  'core/src/scoring/check-': /\bfind\(\s*check,\s*fact,\s*'([a-z-]+)'|\bsay\(\s*'([a-z-]+)'/g,
};
const FILE_NAME = /\.(yaml|jsonl|json|csv|xlsx)$/;

/** Every code that the sources can put into a diagnostic. */
function codesInSources(): string[] {
  const codes = new Set<string>();
  for (const path of SOURCES) {
    const source = readFileSync(path, 'utf8');
    for (const [, code = ''] of source.matchAll(IN_FULL)) if (!FILE_NAME.test(code)) codes.add(code);
    for (const [place, pattern] of Object.entries(BY_FOLDER)) {
      if (!path.startsWith(`${root}${place}`)) continue;
      const folder = place.split('/')[2];
      for (const match of source.matchAll(pattern)) codes.add(`${folder}.${match[1] ?? match[2]}`);
    }
  }
  return [...codes].sort();
}

/** The codes that docs/check.md explains: each is the first cell of a row. */
const rows = readFileSync(`${root}docs/check.md`, 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'));
const explained = rows.map((line) => /^\| `([^`]+)`/.exec(line)?.[1]);

describe('docs/check.md', () => {
  const codes = codesInSources();

  it('explains every code that the sources can emit', () => {
    expect(codes.length).toBeGreaterThan(90);
    expect(codes.filter((code) => !explained.includes(code))).toEqual([]);
  });

  it('explains no code that is gone, and none twice', () => {
    expect(explained.filter((code) => !codes.includes(String(code)))).toEqual([]);
    expect(new Set(explained).size).toBe(explained.length);
  });

  it('gives each its meaning, cause, example and cure', () => {
    for (const line of rows) {
      const cells = line.split(/(?<!\\)\|/).slice(1, -1);
      expect(cells.length, line).toBe(5);
      for (const cell of cells) expect(cell.trim(), line).not.toBe('');
    }
  });

  it('finds codes however they are laid out, so that a missing one shows', () => {
    expect(codes).toContain('scheme.marks-do-not-add-up');
    expect(codes).toContain('scheme.graded-twice');
    expect(codes).toContain('scoring.duplicate-subject');
    expect(codes).toContain('scoring.bad-figure');
    expect(codes).toContain('text-check.vague-word');
    expect(codes).toContain('documents.broken-yaml');
  });
});
