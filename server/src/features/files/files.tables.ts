export type FilePurpose = 'evidence' | 'jobInput' | 'jobResult';
export type DestructionState = 'proposed' | 'confirmed' | 'refused';

interface FilesTable {
  authorityId: string;
  id: string;
  /** Of evidence; files of jobs belong to no body. */
  organizationId: string | null;
  purpose: FilePurpose;
  name: string;
  type: string;
  digest: string;
  uploadedBy: string | null;
  uploadedByName: string;
  uploadedAt: Date;
}

interface FileContentsTable {
  authorityId: string;
  digest: string;
  size: number;
  storedAt: Date;
  destroyedAt: Date | null;
  erasedAt: Date | null;
}

interface FileDestructionsTable {
  authorityId: string;
  id: string;
  digest: string;
  state: DestructionState;
  reason: string;
  proposedBy: string;
  proposedByName: string;
  proposedRole: string;
  proposedAt: Date;
  decidedBy: string | null;
  decidedByName: string | null;
  decidedAt: Date | null;
  decisionReason: string | null;
}

declare module '../../database/tables.ts' {
  interface Tables {
    files: FilesTable;
    fileContents: FileContentsTable;
    fileDestructions: FileDestructionsTable;
  }
}

export type FileRow = Omit<FilesTable, 'authorityId'>;
export type ContentRow = Omit<FileContentsTable, 'authorityId'>;
export type DestructionRow = Omit<FileDestructionsTable, 'authorityId'>;
/** A file with what is known of its content. */
export type FileWithContent = FileRow & Pick<ContentRow, 'size' | 'destroyedAt'>;
