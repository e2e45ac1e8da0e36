import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../digest.ts';
import { type ChainDigest, chainStart, linkEntry, type SealedEntry } from './chain.ts';
import { verifyAuditExport } from './read-export.ts';

const AUTHORITY = '0190-authority';

function chainOf(length: number, algorithm: ChainDigest = 'sha256'): SealedEntry[] {
  const entries: SealedEntry[] = [];
  for (let n = 0, head = chainStart(AUTHORITY); n < length; n++) {
    const entry = linkEntry(head, canonicalJson({ title: `第${n}条` }), algorithm);
    entries.push(entry);
    head = entry;
  }
  return entries;
}

const exported = (entries: readonly SealedEntry[], authority = AUTHORITY): string =>
  [{ authority, format: 1 }, ...entries].map((line) => canonicalJson(line)).join('\n');

const codesOf = async (text: string, anchors: string[] = []): Promise<string[]> => {
  const { diagnostics } = await verifyAuditExport(text, '审计链.jsonl', anchors);
  return [...new Set(diagnostics.map((d) => d.code))];
};

describe('an exported chain', () => {
  const chain = chainOf(5);

  it.each(['sha256', 'sm3'] as const)('is sound as it was sealed, with %s', async (algorithm) => {
    const entries = chainOf(5, algorithm);
    expect(await codesOf(exported(entries), [entries[2]!.digest])).toEqual([]);
  });

  it('shows what was done to it', async () => {
    const changed = chain.map((entry, at) => (at === 1 ? { ...entry, content: '{}' } : entry));
    expect(await codesOf(exported(changed))).toEqual(['audit.changed']);
    expect(await codesOf(exported(chain.filter((_, at) => at !== 2)))).toEqual(['audit.gap', 'audit.changed']);
    expect(await codesOf(exported([chain[0]!, chain[2]!, chain[1]!, chain[3]!, chain[4]!]))).toContain('audit.gap');
    expect(await codesOf(exported(chain.slice(0, 3)), [chain[4]!.digest])).toEqual(['audit.anchor-missing']);
    expect(await codesOf(exported(chain, 'another'))).toEqual(['audit.changed']);
    expect(await codesOf(exported(chain).replace('"sequence":3', '"sequence":"3"'))).toContain('audit.broken-line');
  });

  it('is told from what is no chain at all', async () => {
    expect(await codesOf('')).toEqual(['audit.no-export']);
    expect(await codesOf('编号,名称\n1,2', ['sha256:x'])).toEqual(['audit.no-export']);
  });
});
