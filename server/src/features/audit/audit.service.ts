import { type ChainVerification, chainStart, verifyChain } from '@zhunsheng/documents';
import type { Db } from '../../database/tables.ts';
import { countUnsealed, type EntryFilter, findHead, listEntries, readSealed } from './audit.store.ts';

/** An entry this old must have been sealed, even where the sealer was held up for a while. */
const SEALED_WITHIN_MS = 60_000;

/** Verifies the chain of an authority in the database; `anchors` are digests quoted elsewhere. */
export async function verifyAudit(db: Db, anchors: readonly string[], now = new Date()): Promise<ChainVerification> {
  const verified = await verifyChain(db.authorityId, readSealed(db), anchors);
  const unsealed = await countUnsealed(db, new Date(now.getTime() - SEALED_WITHIN_MS));
  if (unsealed === 0) return verified;
  const message = `有${unsealed}条记录超过一分钟没有入链：链的尾部被截去，或者记录是绕过系统写入的。`;
  const diagnostic = { code: 'audit.unsealed', severity: 'error' as const, message, place: {} };
  return { ...verified, diagnostics: [...verified.diagnostics, diagnostic] };
}

/** Where the chain stands; its digest is the anchor that papers and receipts print. */
export async function chainHead(db: Db): Promise<{ sequence: number; digest: string }> {
  const head = await findHead(db);
  return head ? { sequence: head.sequence, digest: head.digest } : chainStart(db.authorityId);
}

export async function findEntries(db: Db, filter: EntryFilter, page: number, pageSize: number) {
  const { total, rows } = await listEntries(db, filter, page, pageSize);
  const entries = rows.map(({ content, sequence, digest }) => ({ ...JSON.parse(content), sequence, digest }));
  return { total, entries };
}
