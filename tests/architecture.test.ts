import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { describe, expect, it } from 'vitest';
// @ts-expect-error the table is plain JavaScript, as its tool wants it
import table from '../.dependency-cruiser.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const PACKAGES = ['core', 'documents', 'contract', 'server', 'web', 'cli'];

async function look(folders: string[], baseDir: string): Promise<ICruiseResult> {
  const { options, forbidden } = table;
  const found = await cruise(
    folders,
    { ...options, baseDir, validate: true, ruleSet: { forbidden } } as never,
    options.enhancedResolveOptions as never,
  );
  return found.output as ICruiseResult;
}

const namesOf = (result: ICruiseResult): string[] => [...new Set(result.summary.violations.map((v) => v.rule.name))];

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = `${folder}/${name}`;
    if (['node_modules', 'fixtures', 'dist', 'pictures'].includes(name)) return [];
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

const sources = [...PACKAGES, 'e2e', 'scripts', 'tests', 'examples', 'bench']
  .flatMap((folder) => filesBelow(`${root}${folder}`))
  .filter((path) => /\.(tsx?|mjs)$/.test(path));

describe('the house', () => {
  it('keeps every import in the direction of the table', async () => {
    const result = await look(
      PACKAGES.map((p) => `${p}/src`),
      root,
    );
    expect(result.summary.violations.map((v) => `${v.rule.name}: ${v.from} → ${v.to}`)).toEqual([]);
    const own = result.modules.filter((m) => PACKAGES.some((p) => m.source.startsWith(`${p}/src/`)));
    const files = sources.filter((path) => PACKAGES.some((p) => path.startsWith(`${root}${p}/src/`)));
    expect(own.length).toBeGreaterThanOrEqual(files.length);
  });

  it('catches planted violations, so that a clean run means something', async () => {
    const result = await look(['core'], `${root}tests/fixtures/planted`);
    const names = namesOf(result);
    expect(names).toContain('from-core-src-values');
    expect(names).toContain('from-core-src-scheme');
    expect(names).toContain('core-is-pure');
    expect(names).toContain('no-cycle');
  });

  it('catches planted violations in the server: another store, SQL outside stores, the web, features in a circle', async () => {
    const names = namesOf(await look(['server'], `${root}tests/fixtures/planted`));
    expect(names).toContain('server-feature-front-door');
    expect(names).toContain('sql-only-in-stores');
    expect(names).toContain('web-apart-from-server');
    expect(names).toContain('no-cycle');
    expect(names).toContain('from-server-src-http');
    expect(names).toContain('app-through-front-doors');
  });

  it('catches planted violations in the web: a feature in another one, domain words below, the server', async () => {
    const names = namesOf(await look(['web'], `${root}tests/fixtures/planted`));
    expect(names).toContain('web-feature-isolated');
    expect(names).toContain('from-web-src-ui');
    expect(names).toContain('from-web');
  });

  it('lets a store use the tables of its own feature only', () => {
    const stores = sources.filter((path) => path.endsWith('.store.ts'));
    const astray = stores.flatMap((path) => {
      const text = readFileSync(path, 'utf8');
      const folder = path.slice(0, path.lastIndexOf('/'));
      const tables = readFileSync(`${folder}/${folder.slice(folder.lastIndexOf('/') + 1)}.tables.ts`, 'utf8');
      const own = [.../^ {4}(\w+): \w+Table;/gm[Symbol.matchAll](tables)].map((match) => match[1]);
      const used = [...text.matchAll(/(?:selectFrom|insertInto|updateTable|deleteFrom|Join)\('(\w+)/g)].map(
        (m) => m[1]!,
      );
      const named = [...text.matchAll(/\.with\('(\w+)'/g)].map((match) => match[1]);
      return used.filter((table) => !own.includes(table) && !named.includes(table)).map((table) => `${path}: ${table}`);
    });
    expect(stores.length).toBeGreaterThan(5);
    expect(astray).toEqual([]);
  });

  it('keeps files short enough to hold one idea', () => {
    const long = sources.filter((path) => readFileSync(path, 'utf8').split('\n').length > 301);
    expect(long.map((path) => path.slice(root.length))).toEqual([]);
  });

  it('keeps clock and chance out of the core', () => {
    const impure = sources.filter(
      (path) =>
        path.startsWith(`${root}core/src/`) &&
        !path.endsWith('.test.ts') &&
        /\bnew Date\b|\bDate\.now\b|Math\.random|\bIntl\./.test(readFileSync(path, 'utf8')),
    );
    expect(impure).toEqual([]);
  });

  it('names no file after nothing', () => {
    const empty = sources.filter((path) =>
      /\/(utils?|helpers?|common|misc|manager|data)(\.|\/)/.test(path.slice(root.length)),
    );
    expect(empty).toEqual([]);
  });
});
