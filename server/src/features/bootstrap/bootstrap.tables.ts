interface BootstrapLinksTable {
  linkDigest: string;
  expiresAt: Date;
  usedAt: Date | null;
}

declare module '../../database/tables.ts' {
  interface Tables {
    bootstrapLinks: BootstrapLinksTable;
  }
}

export type BootstrapLinkRow = BootstrapLinksTable;
