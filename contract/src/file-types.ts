/** What the bytes of a file must look like; several extensions share a form. */
export type FileForm = 'pdf' | 'jpeg' | 'png' | 'mp4' | 'text' | 'zip' | 'ole';

export interface FileType {
  readonly form: FileForm;
  /** What a client may declare; the first is what a download says. */
  readonly types: readonly [string, ...string[]];
  /** For zip: an entry that must be inside. For ole: one of the streams that must be inside. */
  readonly holds?: readonly string[];
}

const office = (kind: string): string => `application/vnd.openxmlformats-officedocument.${kind}`;
/** What Excel files are declared as. */
export const XLSX = office('spreadsheetml.sheet');
const WORD = ['WordDocument'];
const SHEETS = ['Workbook', 'Book'];
const SLIDES = ['PowerPoint Document'];

/** The files that are taken, by extension; whatever is not here is refused. Nothing that a browser would run is here. */
export const FILE_TYPES: Readonly<Record<string, FileType>> = {
  pdf: { form: 'pdf', types: ['application/pdf'] },
  ofd: { form: 'zip', types: ['application/ofd'], holds: ['OFD.xml'] },
  docx: { form: 'zip', types: [office('wordprocessingml.document')], holds: ['word/document.xml'] },
  xlsx: { form: 'zip', types: [office('spreadsheetml.sheet')], holds: ['xl/workbook.xml'] },
  pptx: { form: 'zip', types: [office('presentationml.presentation')], holds: ['ppt/presentation.xml'] },
  doc: { form: 'ole', types: ['application/msword'], holds: WORD },
  wps: { form: 'ole', types: ['application/vnd.ms-works', 'application/wps-office.wps'], holds: WORD },
  xls: { form: 'ole', types: ['application/vnd.ms-excel'], holds: SHEETS },
  et: { form: 'ole', types: ['application/vnd.ms-excel', 'application/wps-office.et'], holds: SHEETS },
  ppt: { form: 'ole', types: ['application/vnd.ms-powerpoint'], holds: SLIDES },
  jpg: { form: 'jpeg', types: ['image/jpeg'] },
  jpeg: { form: 'jpeg', types: ['image/jpeg'] },
  png: { form: 'png', types: ['image/png'] },
  mp4: { form: 'mp4', types: ['video/mp4'] },
  zip: { form: 'zip', types: ['application/zip', 'application/x-zip-compressed'] },
  txt: { form: 'text', types: ['text/plain'] },
  csv: { form: 'text', types: ['text/csv', 'application/vnd.ms-excel'] },
};

/** The extension of a file's name, in lower case; empty where it has none. */
export const extensionOf = (name: string): string => /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** What a client declares for a file of this name, whatever its operating system believes. */
export const declaredTypeOf = (name: string): string | undefined => FILE_TYPES[extensionOf(name)]?.types[0];

export const DECLARED_TYPES: readonly string[] = [
  ...new Set(Object.values(FILE_TYPES).flatMap(({ types }) => types as readonly string[])),
];
