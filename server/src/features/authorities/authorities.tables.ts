import type { ColumnType } from 'kysely';

interface AuthoritiesTable {
  authorityId: string;
  code: string;
  name: string;
  createdAt: ColumnType<Date, never, never>;
}

declare module '../../database/tables.ts' {
  interface Tables {
    authorities: AuthoritiesTable;
  }
}
