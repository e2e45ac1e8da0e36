import type { GrantState, Role } from '@zhunsheng/contract';

interface GrantsTable {
  authorityId: string;
  id: string;
  accountId: string;
  role: Role;
  organizationId: string;
  assessmentId: string | null;
  validFrom: string;
  validTo: string | null;
  state: GrantState;
  reason: string;
  proposedBy: string | null;
  proposedAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
  decisionReason: string | null;
}

declare module '../../database/tables.ts' {
  interface Tables {
    grants: GrantsTable;
  }
}

export type GrantRow = Omit<GrantsTable, 'authorityId'>;
