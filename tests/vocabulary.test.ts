import { readFileSync } from 'node:fs';
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
});
