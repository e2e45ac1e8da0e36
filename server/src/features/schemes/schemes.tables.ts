interface SchemesTable {
  authorityId: string;
  id: string;
  key: string;
  version: number;
  title: string;
  year: number;
  digest: string;
  content: string;
  createdAt: Date;
}

declare module '../../database/tables.ts' {
  interface Tables {
    schemes: SchemesTable;
  }
}

export type SchemeRow = Omit<SchemesTable, 'authorityId'>;
