/**
 * Documents: between bytes and values. YAML with positions, tables as CSV, XLSX and JSON, the folder of an assessment,
 * result files, the bundle that anyone can recompute, and drafts of schemes out of Word, Excel and web files. Stands on core; the command line and the server stand on it.
 */

export {
  CHAIN_DIGESTS,
  type ChainDigest,
  type ChainHead,
  type ChainVerification,
  chainStart,
  linkEntry,
  type SealedEntry,
  verifyChain,
} from './audit/chain.ts';
export { verifyAuditExport } from './audit/read-export.ts';
export type { Difference } from './bundle/differences.ts';
export { BUNDLE_FILES, ENGINE_VERSION, type ImportedFigure, type Manifest } from './bundle/manifest.ts';
export { openBundle } from './bundle/open-bundle.ts';
export { type ContentsReading, readContents } from './bundle/read-contents.ts';
export { type Verification, verifyBundle } from './bundle/verify-bundle.ts';
export { assessmentYaml, type BundleContents, resultsJson, writeBundle } from './bundle/write-bundle.ts';
export { type CsvCell, writeCsv } from './csv/write-csv.ts';
export { canonicalJson, digestOf } from './digest.ts';
export {
  type Assumption,
  type Draft,
  type Drafting,
  type DraftReport,
  draftFile,
  type LeftOut,
  READ_KINDS,
  type ReadEntry,
  writeScheme,
} from './draft/index.ts';
export { isFile, isFolder, readWhole, writeWhole } from './folder/files.ts';
export { type FolderReading, readFolder, readSchemeFile, SCHEME_FILE } from './folder/read-folder.ts';
export { readScheme } from './folder/read-scheme.ts';
export { factLine, subjectLine } from './record/record-json.ts';
export { buildResults, subjectResult } from './results/build-results.ts';
export type * from './results/results-document.ts';
export { effectsTable, itemsTable, type ResultCell, type ResultTable, resultsTable } from './results/results-table.ts';
export { writeResultsXlsx } from './results/results-xlsx.ts';
export type { ColumnSpec } from './table/headings.ts';
export { type KeyedRow, readTable, type TableReading } from './table/read-table.ts';
export { writeTemplateCsv, writeTemplateXlsx } from './template/write-template.ts';
export { Unreadable } from './unreadable.ts';
export { readYaml, type YamlReading } from './yaml/read-yaml.ts';
