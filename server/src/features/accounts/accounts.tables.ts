import type { ColumnType } from 'kysely';

interface AccountsTable {
  authorityId: string;
  id: string;
  userName: string;
  displayName: string;
  organizationId: string | null;
  externalName: string | null;
  passwordHash: string;
  mustChangePassword: boolean;
  disabled: boolean;
  twoFactor: boolean;
  twoFactorSecret: string | null;
  twoFactorStep: number;
  lastSignInAt: Date | null;
  sessionsSince: Date | null;
  keptSessionId: string | null;
  createdAt: ColumnType<Date, never, never>;
  version: number;
}

interface AccountPasswordsTable {
  authorityId: string;
  accountId: string;
  setAt: Date;
  hash: string;
}

interface AccountRecoveryCodesTable {
  authorityId: string;
  accountId: string;
  digest: string;
}

declare module '../../database/tables.ts' {
  interface Tables {
    accounts: AccountsTable;
    accountPasswords: AccountPasswordsTable;
    accountRecoveryCodes: AccountRecoveryCodesTable;
  }
}

export type AccountRow = Omit<AccountsTable, 'createdAt'>;
