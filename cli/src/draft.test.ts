import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const PROGRAM = fileURLToPath(new URL('../bin/zhunsheng.mjs', import.meta.url));

let work = '';

function put(name: string, content: string): string {
  const path = join(work, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

function zhunsheng(...args: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], { encoding: 'utf8', cwd: work });
  return { code: status, out: stdout, err: stderr };
}

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'zhunsheng-draft-'));
});
afterAll(() => rmSync(work, { recursive: true }));

const SOURCE =
  '石桥镇2024年度普法考核标准\n考核内容\t分值\t评分标准\n普法计划\t40\t没有计划的扣10分。\n普法活动\t60\t每少一次扣5分。\n';
const DOUBTFUL =
  '普法考核标准\n考核内容\t分值\t评分标准\n普法计划\t\t没有计划的扣10分。\n普法活动\t60\t每少一次扣5分。\n';

describe('zhunsheng draft', () => {
  it('writes a scheme that check accepts, and says where everything came from', () => {
    const { code, out } = zhunsheng('draft', put('draft/in.txt', SOURCE), '--out', 'draft/scheme.yaml');
    expect(out).toMatch(/考核内容\s+第3行第1栏\s+40分 普法计划/);
    expect(out).toContain('没有存疑。');
    expect(code).toBe(0);
    expect(zhunsheng('check', 'draft/scheme.yaml')).toMatchObject({ code: 0 });
    expect(readFileSync(join(work, 'draft/scheme.yaml'), 'utf8')).toContain('source: 第3行第1栏');
  });

  it('does not overwrite a file unless told to', () => {
    const source = put('draft/again.txt', SOURCE);
    put('draft/kept.yaml', '旧的');
    expect(zhunsheng('draft', source, '--out', 'draft/kept.yaml')).toMatchObject({ code: 2 });
    expect(readFileSync(join(work, 'draft/kept.yaml'), 'utf8')).toBe('旧的');
    expect(zhunsheng('draft', source, '--out', 'draft/kept.yaml', '--force')).toMatchObject({ code: 0 });
  });

  it('ends with 1 and names every doubt, which check holds against the scheme until it is confirmed', () => {
    const { code, out } = zhunsheng(
      'draft',
      put('draft/doubt.txt', DOUBTFUL),
      '--out',
      'draft/doubt.yaml',
      '--year',
      '2024',
    );
    expect(code).toBe(1);
    expect(out).toContain('“普法计划”没有写明满分。');
    const checked = zhunsheng('check', 'draft/doubt.yaml');
    expect(checked.code).toBe(1);
    expect(checked.out).toContain('scheme.unconfirmed');
  });

  it('answers in JSON with the scheme and its report', () => {
    const { code, out } = zhunsheng('draft', put('draft/json.txt', SOURCE), '--json');
    const { drafts, ...head } = JSON.parse(out) as { drafts: Record<string, unknown>[] };
    expect(head).toMatchObject({ format: 1, command: 'draft', ok: true, skipped: [], remarks: [], written: [] });
    expect(drafts[0]).toMatchObject({
      title: '石桥镇2024年度普法考核标准',
      scheme: { year: 2024 },
      read: expect.arrayContaining([{ what: 'item', text: '40分 普法计划', place: '第3行第1栏' }]),
      uncertain: [],
      assumed: expect.any(Array),
      leftOut: expect.any(Array),
    });
    expect(code).toBe(0);
  });

  it('refuses what it cannot read, with a way out, and wrong use with 2', () => {
    const { code, out } = zhunsheng('draft', put('draft/scan.pdf', '%PDF-1.7'));
    expect(out).toContain('documents.pdf');
    expect(out).toContain('.docx');
    expect(code).toBe(1);
    expect(zhunsheng('draft', 'draft/none.docx')).toMatchObject({ code: 2 });
    expect(zhunsheng('draft', put('draft/y.txt', SOURCE), '--year', '二四')).toMatchObject({ code: 2 });
    expect(zhunsheng('draft', put('draft/y.txt', SOURCE), '--text', '3')).toMatchObject({ code: 2 });
  });

  it('drafts each text of a file that holds several', () => {
    const title = '石桥镇2024年度普法考核标准';
    const other = SOURCE.replaceAll('石桥镇', '城关镇');
    const both = `${title}\n${SOURCE}城关镇2024年度普法考核标准\n${other}`;
    const { code, out } = zhunsheng('draft', put('draft/both.txt', both), '--out', 'draft/both.yaml');
    expect(out).toContain('已写入 draft/both-1.yaml');
    expect(existsSync(join(work, 'draft/both-2.yaml'))).toBe(true);
    expect(code).toBe(0);
  });
});
