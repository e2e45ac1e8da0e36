import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Unreadable } from '../unreadable.ts';
import { openZip } from '../zip/open-zip.ts';
import type { Budget } from './limits.ts';
import { readDocx } from './read-docx.ts';
import { brokenOld } from './refusals.ts';
import { paragraphPlace, type SourceBlock, type SourceDocument } from './source-document.ts';

/** LibreOffice under the names that it is installed by. */
const PROGRAMS = ['soffice', 'libreoffice'];
const PATIENCE = 60_000;

function runProgram(program: string, args: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'ignore', timeout: PATIENCE, killSignal: 'SIGKILL' });
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
  });
}

async function convertWith(program: string, folder: string): Promise<Uint8Array | undefined> {
  // A profile of its own: an instance that is already open would otherwise take the job and answer nothing.
  const profile = pathToFileURL(join(folder, 'profile')).href;
  const input = join(folder, 'input.doc');
  const args = [`-env:UserInstallation=${profile}`, '--headless', '--convert-to', 'docx', '--outdir', folder, input];
  if (!(await runProgram(program, args))) return undefined;
  return readFile(join(folder, 'input.docx')).catch(() => undefined);
}

/** Turns an old Word document into .docx with LibreOffice; `undefined` where it is not installed or fails. */
export async function convertDoc(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'zhunsheng-doc-'));
  try {
    await writeFile(join(folder, 'input.doc'), bytes);
    for (const program of PROGRAMS) {
      const converted = await convertWith(program, folder);
      if (converted) return converted;
    }
    return undefined;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const SALVAGE = '没有可用的 LibreOffice，旧版 .doc 只读出了文字，表格的行列可能已打乱；请另存为 .docx 后再试。';
const SHORTEST = 4;

/** Text of a Word binary file lies in it as UTF-16; a mark ends each cell and each paragraph. */
const isText = (code: number): boolean =>
  (code >= 0x20 && code < 0x7f) ||
  (code >= 0x3000 && code < 0x3020) ||
  (code >= 0x4e00 && code < 0xa000) ||
  (code >= 0xff01 && code < 0xff60) ||
  (code >= 0x2010 && code < 0x2030) ||
  (code >= 0x2460 && code < 0x2480) ||
  code === 0x2103 ||
  code === 0x33a1 ||
  code === 0xb7 ||
  code === 0x09;

const CHINESE = /[\u4e00-\u9fff]{2}/;

function* textRuns(bytes: Uint8Array): Generator<string> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let run: number[] = [];
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    const code = view.getUint16(at, true);
    if (isText(code) && run.length < 20_000) run.push(code);
    else {
      if (run.length >= SHORTEST) yield String.fromCharCode(...run);
      run = [];
    }
  }
  if (run.length >= SHORTEST) yield String.fromCharCode(...run);
}

/** What can be saved of a .doc without a converter: its lines and cells in order, one paragraph each. */
export function salvageDoc(bytes: Uint8Array, budget: Budget): SourceDocument {
  const blocks: SourceBlock[] = [];
  for (const run of textRuns(bytes)) {
    if (!CHINESE.test(run)) continue;
    budget.paragraph();
    budget.text(run);
    blocks.push({ kind: 'paragraph', text: run, place: paragraphPlace(blocks.length + 1) });
  }
  if (blocks.length === 0) throw brokenOld();
  return { format: 'doc', blocks, remarks: [SALVAGE] };
}

/** A way to turn .doc into .docx, if there is one. */
export type ConvertDoc = (bytes: Uint8Array) => Promise<Uint8Array | undefined>;

/** Reads an old Word document (.doc): through LibreOffice when it is installed, else its text alone, with a warning. */
export async function readDoc(bytes: Uint8Array, budget: Budget, convert: ConvertDoc): Promise<SourceDocument> {
  const converted = await convert(bytes);
  if (!converted) return salvageDoc(bytes, budget);
  try {
    const entries = openZip(converted);
    if (!entries.has('word/document.xml')) return salvageDoc(bytes, budget);
    return { ...readDocx(entries, budget), format: 'doc' };
  } catch (error) {
    if (error instanceof Unreadable) throw brokenOld();
    throw error;
  }
}
