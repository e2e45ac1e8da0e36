import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const dist = fileURLToPath(new URL('../../web/dist', import.meta.url));

interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
  readonly isEntry?: boolean;
  readonly isDynamicEntry?: boolean;
}

const chunks = JSON.parse(readFileSync(`${dist}/.vite/manifest.json`, 'utf8')) as Record<string, Chunk>;
const entry = Object.keys(chunks).find((name) => chunks[name]?.isEntry) ?? '';

/** Everything that a chunk needs before it can run. */
function neededBy(name: string, found = new Set<string>()): Set<string> {
  if (found.has(name)) return found;
  found.add(name);
  for (const other of chunks[name]?.imports ?? []) neededBy(other, found);
  return found;
}

/** KiB over the wire, gzip, scripts and styles, for a page opened first. */
function sizeOf(page: string): number {
  const names = new Set([...neededBy(entry), ...neededBy(page)]);
  const files = new Set([...names].flatMap((name) => [chunks[name]!.file, ...(chunks[name]!.css ?? [])]));
  const bytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(`${dist}/${file}`)).length, 0);
  return Math.round(bytes / 1024);
}

const pages = Object.keys(chunks).filter((name) => chunks[name]?.isDynamicEntry);
const FIRST = ['SignInPage.tsx', 'HomePage.tsx'];

describe('what an old PC has to load', () => {
  it('is at most 250 KiB for the pages that come first', () => {
    const first = pages.filter((page) => FIRST.some((name) => page.endsWith(name)));
    expect(first).toHaveLength(FIRST.length);
    for (const page of first) expect(sizeOf(page), page).toBeLessThanOrEqual(250);
  });

  it('is at most 420 KiB for any page', () => {
    expect(pages.length).toBeGreaterThan(15);
    for (const page of pages) expect(sizeOf(page), page).toBeLessThanOrEqual(420);
  });
});
