import { Unreadable } from '../unreadable.ts';

/** What is no text and no table, each with what the clerk can do about it. */

const refuse = (code: string, message: string, hint: string) => (): Unreadable => new Unreadable(code, message, hint);

const AS_DOCX = '请用 WPS 或 Word 打开，另存为 .docx 格式后再试。';
const AS_XLSX = '请用 WPS 或 Excel 打开，另存为 .xlsx 格式后再试。';

export const scanned = refuse(
  'documents.scan',
  '文件里只有图片，没有文字（扫描件或照片）。',
  '请使用印发前的 Word 或 Excel 原稿；没有原稿的，先识别成文字并校对。',
);
export const image = refuse(
  'documents.image',
  '这是图片文件，读不出文字。',
  '请使用印发前的 Word 或 Excel 原稿；没有原稿的，先识别成文字并校对。',
);
export const pdf = refuse(
  'documents.pdf',
  '这是 PDF 文件，PDF 里的表格没有可靠的行列。',
  '请使用印发前的 Word 或 Excel 原稿；只有 PDF 的，用 WPS 或 Word 转成 .docx 并核对后再试。',
);
export const ofd = refuse(
  'documents.ofd',
  '这是 OFD 版式文件，里面的表格没有可靠的行列。',
  '请使用印发前的 Word 或 Excel 原稿。',
);
export const wps = refuse('documents.wps', '这是 WPS 文字的 .wps 文件。', AS_DOCX);
export const et = refuse('documents.et', '这是 WPS 表格的 .et 文件。', AS_XLSX);
export const presentation = refuse('documents.presentation', '这是演示文稿。', AS_DOCX);
export const rtf = refuse('documents.rtf', '这是 RTF 文件。', AS_DOCX);
export const openDocument = refuse('documents.open-document', '这是 OpenDocument 文件。', AS_DOCX);
export const wordXml = refuse('documents.word-xml', '这是 Word 2003 的 XML 或单个文件网页。', AS_DOCX);
export const encrypted = refuse(
  'documents.encrypted',
  '文件加了打开密码。',
  '请在原来的软件里去掉密码，另存后再试；密码不要写在命令里。',
);
export const unknown = refuse(
  'documents.unknown-format',
  '这不是能读的文件：既不是文档、表格，也不是文字。',
  '可以读 .docx、.xlsx、.xls、.doc、.txt、.md、.csv 和网页文件。',
);
export const brokenOld = refuse(
  'documents.broken-document',
  '旧版 Office 文件已损坏，无法读出内容。',
  '请用原来的软件打开，另存为 .docx 或 .xlsx 后再试。',
);
export const empty = refuse('documents.empty', '文件里没有文字。', '请核对是否选错了文件。');
