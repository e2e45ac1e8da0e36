import { readdirSync, readFileSync } from 'node:fs';
import { CONTRACT, type Endpoint, ROLES } from '@zhunsheng/contract';
import { RULE_KINDS, schemeDocument } from '@zhunsheng/core/scheme';
import { FACT_TYPES } from '@zhunsheng/core/scoring';
import { describe, expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const glossary = read('docs/glossary.md');
const rows = glossary.split('\n').filter((line) => line.startsWith('| ') && line.includes('`'));
const names = rows.map((line) => /\| `(\w+)` \|/.exec(line)?.[1]).filter((name) => name !== undefined);

const KNOWN_SPELLINGS: Record<string, string> = {
  components: 'component',
  groups: 'group',
  sheets: 'sheet',
  rules: 'rule',
};

/** Features whose name is no plural. */
const SINGULARS: Record<string, string> = { audit: 'audit', bootstrap: 'bootstrap' };
/** Features that nobody calls from outside: tenants are made by bootstrap. */
const WITHOUT_CONTRACT = ['authorities'];
/** Features that store nothing: scores and todos are computed. */
const WITHOUT_TABLES = ['scores', 'todos'];

describe('the vocabulary', () => {
  it('gives one name to one thing', () => {
    expect(new Set(names).size).toBe(names.length);
    const terms = rows.map((line) => line.split('|')[1]?.trim());
    expect(new Set(terms).size).toBe(terms.length);
  });

  it('has a row for every type of fact, under the word that a clerk sees', () => {
    for (const [type, title] of Object.entries(FACT_TYPES)) {
      expect(
        rows.some((line) => line.startsWith(`| ${title} | \`${type}\` |`)),
        `${title} ${type}`,
      ).toBe(true);
    }
  });

  it('names the parts of a scheme as the glossary does', () => {
    for (const key of Object.keys(KNOWN_SPELLINGS)) {
      expect(Object.keys(schemeDocument.shape)).toContain(key);
      expect(names).toContain(KNOWN_SPELLINGS[key]);
    }
  });

  it('describes every kind of rule for scheme authors', () => {
    const language = read('docs/scheme-language.md');
    for (const kind of Object.keys(RULE_KINDS)) expect(language, kind).toContain(`\`${kind}\``);
  });

  it('publishes the JSON Schema that the parser uses', async () => {
    const { schemeJsonSchema } = await import('@zhunsheng/core/scheme');
    expect(JSON.parse(read('docs/scheme.schema.json'))).toEqual(JSON.parse(JSON.stringify(schemeJsonSchema())));
  });

  const features = Object.keys(CONTRACT);
  const glossaryName = (feature: string): string =>
    SINGULARS[feature] ?? feature.replace(/ies$/, 'y').replace(/s$/, '');

  it('has one name for a feature in contract, server, addresses and glossary', () => {
    const folders = readdirSync(new URL('../server/src/features', import.meta.url));
    expect(folders.filter((name) => !WITHOUT_CONTRACT.includes(name)).sort()).toEqual([...features].sort());
    for (const [feature, endpoints] of Object.entries(CONTRACT)) {
      expect(names, feature).toContain(glossaryName(feature));
      for (const { path, audit } of Object.values(endpoints as Record<string, Endpoint>)) {
        expect(path.split('/')[2], path).toBe(feature);
        if (audit) expect(audit.split('.')[0]).toBe(feature);
      }
    }
  });

  it('gives a feature of the web the name that it has in the contract', () => {
    const folders = readdirSync(new URL('../web/src/features', import.meta.url));
    expect(folders.filter((name) => !features.includes(name))).toEqual([]);
  });

  it('calls every table after its feature', () => {
    const folders = readdirSync(new URL('../server/src/features', import.meta.url));
    for (const folder of folders) {
      if (WITHOUT_TABLES.includes(folder)) continue;
      const text = read(`server/src/features/${folder}/${folder}.tables.ts`);
      const tables = [...text.matchAll(/^ {4}(\w+): \w+Table;/gm)].map((match) => match[1]!);
      for (const table of tables)
        expect(table, folder).toMatch(new RegExp(`^(${folder}$|${glossaryName(folder)}[A-Z])`));
    }
  });

  it('has a row for every role, under the word that a user reads', () => {
    for (const [role, title] of Object.entries(ROLES)) {
      expect(
        rows.some((line) => line.startsWith(`| ${title} | \`${role}\` |`)),
        `${title} ${role}`,
      ).toBe(true);
    }
  });
});
