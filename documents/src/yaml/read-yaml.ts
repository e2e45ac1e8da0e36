import type { Diagnostic, Place } from '@zhunsheng/core/values';
import { Composer, type CST, type Document, LineCounter, Parser, visit, type YAMLError } from 'yaml';
import { decodeText } from '../text/encoding.ts';
import { type Locate, locatorOf } from './locate.ts';
import { YAML_MESSAGES } from './messages.ts';
import { findDeepLine, findExcess, MAX_DEPTH, MAX_NODES, MAX_YAML_BYTES } from './size-limits.ts';

export interface YamlReading {
  /** The plain value; `undefined` when the text has an error. */
  readonly value?: unknown;
  readonly diagnostics: readonly Diagnostic[];
  /** The line and column of a path in the document, or of its nearest ancestor that exists. */
  readonly locate: Locate;
}

/** Uses of anchors beyond this are no convenience of an author but an attempt to make a small file expand. */
const MAX_ALIASES = 100;

const failure = (file: string, code: string, message: string, hint: string, place: Place = {}): YamlReading => ({
  diagnostics: [{ code, severity: 'error', message, place: { file, ...place }, hint }],
  locate: () => ({ file, ...place }),
});

const position = (lines: LineCounter, offset: number): Place => {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
};

function explain(error: YAMLError, file: string, lines: LineCounter): Diagnostic {
  const [message, hint] = YAML_MESSAGES[error.code];
  const place = { file, ...position(lines, error.pos[0]) };
  return { code: 'documents.broken-yaml', severity: 'error', message, place, hint };
}

/** Aliases of nothing; the parser itself finds them only when it builds the value, and then without a place. */
function unresolvedAliases(document: Document.Parsed, file: string, lines: LineCounter): Diagnostic[] {
  const found: Diagnostic[] = [];
  const [message, hint] = YAML_MESSAGES.BAD_ALIAS;
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document)) return;
      const place = { file, ...position(lines, alias.range?.[0] ?? 0) };
      found.push({ code: 'documents.broken-yaml', severity: 'error', message, place, hint });
    },
  });
  return found;
}

const tooDeep = (file: string, place: Place): YamlReading =>
  failure(file, 'documents.too-deep', `内容嵌套超过${MAX_DEPTH}层。`, '请检查文件是否损坏。', place);

function lineOf(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n') };
}

function compose(tokens: CST.Token[]): Document.Parsed[] {
  const composer = new Composer({ version: '1.2', schema: 'core', strict: true, uniqueKeys: true, stringKeys: true });
  return [...composer.compose(tokens)] as Document.Parsed[];
}

function plainValue(document: Document.Parsed, file: string): { value?: unknown; refused?: YamlReading } {
  try {
    return { value: document.toJS({ maxAliasCount: MAX_ALIASES }) };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    const message = `别名（*名称）展开后过大，超过${MAX_ALIASES}处。`;
    return { refused: failure(file, 'documents.alias-bomb', message, '请直接写出内容，不用别名。') };
  }
}

/**
 * Reads one YAML document from text or bytes (UTF-8, UTF-16 or GBK).
 *
 * All syntax errors at once, each with line and column; a document that is too large, nested too deep or grows by
 * aliases is refused before anything recursive sees it. Never throws for what a person wrote.
 */
export function readYaml(source: string | Uint8Array, file: string): YamlReading {
  if (source.length > MAX_YAML_BYTES) {
    const size = MAX_YAML_BYTES / 1024 / 1024;
    return failure(file, 'documents.too-large', `文件超过${size}MB。`, '请检查是否选错了文件。');
  }
  const text = typeof source === 'string' ? source : decodeText(source);
  const deep = findDeepLine(text);
  if (deep !== undefined) return tooDeep(file, lineOf(text, deep));
  const lines = new LineCounter();
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  const excess = findExcess(tokens);
  if (excess?.kind === 'depth') return tooDeep(file, position(lines, excess.offset));
  if (excess) return failure(file, 'documents.too-large', `内容超过${MAX_NODES}项。`, '请检查文件是否损坏。');
  return readDocument(compose(tokens), file, lines);
}

function readDocument(documents: Document.Parsed[], file: string, lines: LineCounter): YamlReading {
  const [document, second] = documents;
  if (!document) return failure(file, 'documents.empty', '文件是空的。', '请写入内容。', { line: 1, column: 1 });
  const broken = documents.flatMap((d) => [...d.errors, ...d.warnings]).map((e) => explain(e, file, lines));
  const diagnostics = [...broken, ...unresolvedAliases(document, file, lines)];
  if (second) {
    const [message, hint] = YAML_MESSAGES.MULTIPLE_DOCS;
    const place = { file, ...position(lines, second.range[0]) };
    diagnostics.push({ code: 'documents.broken-yaml', severity: 'error', message, place, hint });
  }
  diagnostics.sort((a, b) => (a.place.line ?? 0) - (b.place.line ?? 0));
  const locate = locatorOf(document, file, lines);
  if (diagnostics.length > 0) return { diagnostics, locate };
  const { value, refused } = plainValue(document, file);
  return refused ?? { value, diagnostics, locate };
}
