import type { Diagnostic } from '@zhunsheng/core/values';
import { isRecord } from '../yaml/shape.ts';
import { type ChainVerification, type SealedEntry, verifyChain } from './chain.ts';

/** An exported chain (审计链.jsonl) taken apart: the authority of its first line, and the entries of the others. */
interface ExportReading {
  readonly authority: string;
  readonly entries: readonly SealedEntry[];
  readonly diagnostics: readonly Diagnostic[];
}

function parseLine(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isEntry = (value: Record<string, unknown> | undefined): boolean =>
  value !== undefined &&
  Number.isSafeInteger(value.sequence) &&
  ['content', 'algorithm', 'digest'].every((key) => typeof value[key] === 'string');

function readExport(text: string, file: string): ExportReading {
  const [head = '', ...lines] = text.split('\n').filter((line) => line.trim() !== '');
  const first = parseLine(head);
  if (first?.format !== 1 || typeof first.authority !== 'string') {
    const message = '这不是导出的审计链。';
    const hint = '审计链由审计管理员在系统中导出，第一行写明考核机关与格式。';
    return {
      authority: '',
      entries: [],
      diagnostics: [{ code: 'audit.no-export', severity: 'error', message, place: { file }, hint }],
    };
  }
  const entries: SealedEntry[] = [];
  const diagnostics: Diagnostic[] = [];
  lines.forEach((text, at) => {
    const value = parseLine(text);
    if (isEntry(value)) entries.push(value as unknown as SealedEntry);
    else
      diagnostics.push({
        code: 'audit.broken-line',
        severity: 'error',
        message: '这一行已损坏，无法解读。',
        place: { file, line: at + 2 },
      });
  });
  return { authority: first.authority, entries, diagnostics };
}

/** Verifies an exported chain without the server; `anchors` are digests that papers and receipts quote. */
export async function verifyAuditExport(
  text: string,
  file: string,
  anchors: readonly string[],
): Promise<ChainVerification> {
  const { authority, entries, diagnostics } = readExport(text, file);
  const verified = await verifyChain(authority, entries, authority === '' ? [] : anchors);
  return { ...verified, diagnostics: [...diagnostics, ...verified.diagnostics] };
}
