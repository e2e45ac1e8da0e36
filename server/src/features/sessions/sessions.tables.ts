interface SessionsTable {
  authorityId: string;
  id: string;
  secretDigest: string;
  accountId: string;
  csrfToken: string;
  codeDue: boolean;
  external: boolean;
  address: string;
  userAgent: string;
  createdAt: Date;
  lastSeenAt: Date;
  endedAt: Date | null;
}

interface SessionFailuresTable {
  authorityId: string;
  subject: string;
  failures: number;
  lastFailedAt: Date;
}

interface SessionOidcFlowsTable {
  authorityId: string;
  stateDigest: string;
  verifier: string;
  nonce: string;
  expiresAt: Date;
}

declare module '../../database/tables.ts' {
  interface Tables {
    sessions: SessionsTable;
    sessionFailures: SessionFailuresTable;
    sessionOidcFlows: SessionOidcFlowsTable;
  }
}

export type SessionRow = SessionsTable;
