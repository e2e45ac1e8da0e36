import type { ColumnType } from 'kysely';

interface AuditEntriesTable {
  authorityId: string;
  id: string;
  recordedAt: ColumnType<Date, Date, never>;
  kind: string;
  accountId: string | null;
  targetId: string | null;
  content: string;
}

interface AuditPendingTable {
  authorityId: string;
  entryId: string;
}

interface AuditSealsTable {
  authorityId: string;
  sequence: number;
  entryId: string;
  algorithm: string;
  digest: string;
  sealedAt: ColumnType<Date, Date, never>;
}

declare module '../../database/tables.ts' {
  interface Tables {
    auditEntries: AuditEntriesTable;
    auditPending: AuditPendingTable;
    auditSeals: AuditSealsTable;
  }
}
