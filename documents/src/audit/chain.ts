import { createHash } from 'node:crypto';
import type { Diagnostic } from '@zhunsheng/core/values';
import { canonicalJson } from '../digest.ts';

export const CHAIN_DIGESTS = ['sha256', 'sm3'] as const;
export type ChainDigest = (typeof CHAIN_DIGESTS)[number];

/** One sealed entry of the audit (审计记录): its canonical text, its place in the chain, and the digest that binds both. */
export interface SealedEntry {
  readonly sequence: number;
  readonly content: string;
  readonly algorithm: string;
  readonly digest: string;
}

/** Where a chain stands: what later entries are linked to, and what papers quote as anchor (锚). */
export interface ChainHead {
  readonly sequence: number;
  readonly digest: string;
}

const hash = (algorithm: ChainDigest, text: string): string =>
  `${algorithm}:${createHash(algorithm).update(text, 'utf8').digest('hex')}`;

export const isChainDigest = (text: string): text is ChainDigest => (CHAIN_DIGESTS as readonly string[]).includes(text);

/** What the first entry is linked to: nothing, but the nothing of this authority. */
export const chainStart = (authorityId: string): ChainHead => ({
  sequence: 0,
  digest: hash('sha256', canonicalJson({ authority: authorityId, chain: 'zhunsheng-audit-1' })),
});

/** Links the next entry to the head: its digest covers the entry, its number and everything before it. */
export function linkEntry(head: ChainHead, content: string, algorithm: ChainDigest): SealedEntry {
  const sequence = head.sequence + 1;
  const link = canonicalJson({ entry: hash(algorithm, content), previous: head.digest, sequence });
  return { sequence, content, algorithm, digest: hash(algorithm, link) };
}

/** What a verification found: the head it reached, and everything that does not fit, in Chinese. */
export interface ChainVerification {
  readonly head: ChainHead;
  readonly count: number;
  readonly diagnostics: readonly Diagnostic[];
}

const MAX_PROBLEMS = 50;

class Verifier {
  readonly diagnostics: Diagnostic[] = [];
  private head: ChainHead;
  private count = 0;
  private readonly open: Set<string>;

  constructor(start: ChainHead, anchors: readonly string[]) {
    this.head = start;
    this.open = new Set(anchors.map((anchor) => anchor.trim().toLowerCase()));
    this.open.delete(start.digest);
  }

  private report(code: string, sequence: number, message: string): void {
    if (this.diagnostics.length >= MAX_PROBLEMS) return;
    this.diagnostics.push({ code: `audit.${code}`, severity: 'error', message, place: { id: String(sequence) } });
  }

  read(entry: SealedEntry): void {
    this.count += 1;
    const expected = this.head.sequence + 1;
    if (entry.sequence !== expected) {
      this.report(
        'gap',
        entry.sequence,
        `第${expected}条之后应为连续编号，实际是第${entry.sequence}条：有记录缺失或者次序被改。`,
      );
    }
    const before = { sequence: entry.sequence - 1, digest: this.head.digest };
    const fits =
      isChainDigest(entry.algorithm) && linkEntry(before, entry.content, entry.algorithm).digest === entry.digest;
    if (!fits) this.report('changed', entry.sequence, `第${entry.sequence}条与摘要不符：这条或者它之前的记录被改过。`);
    this.head = { sequence: entry.sequence, digest: entry.digest };
    this.open.delete(entry.digest);
  }

  finish(): ChainVerification {
    for (const anchor of this.open) {
      const message = `链中没有锚 ${anchor}：链的尾部被截去，或者整条链被重新生成过。`;
      this.report('anchor-missing', this.head.sequence, message);
    }
    return { head: this.head, count: this.count, diagnostics: this.diagnostics };
  }
}

/**
 * Verifies a chain from its first entry, in order. Anchors are digests quoted on papers and receipts: a chain that was
 * cut or rebuilt is consistent in itself, but does not hold them any more.
 */
export async function verifyChain(
  authorityId: string,
  entries: AsyncIterable<SealedEntry> | Iterable<SealedEntry>,
  anchors: readonly string[] = [],
): Promise<ChainVerification> {
  const verifier = new Verifier(chainStart(authorityId), anchors);
  for await (const entry of entries) verifier.read(entry);
  return verifier.finish();
}
