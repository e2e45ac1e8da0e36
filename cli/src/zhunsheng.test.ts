import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from './main.ts';

/** These tests run the real program on real files, as a clerk would. */
const PROGRAM = fileURLToPath(new URL('../bin/zhunsheng.mjs', import.meta.url));

const SCHEME = `title: 小方案
id: tiny
year: 2024
components:
  - { id: yearEnd, title: 年终考核, weight: 100 }
groups:
  - { id: towns, title: 乡镇 }
sheets:
  - id: main
    title: 评分表
    for: { groups: [towns], components: [yearEnd] }
    indicators:
      - title: 规范性文件
        points: 100
        items:
          - id: A1
            title: 备案
            points: 60
            text: 公布后15日内未报送备案的每件扣1分
            rules: [{ kind: deductEach, points: 1, unit: 件 }]
          - id: A2
            title: 合格率
            points: 40
            text: 按合格率得分
            rules: [{ kind: proportion, on: 合格率, points: full }]
grading:
  - for: { groups: [towns] }
    bands:
      - { grade: 优秀, min: 90 }
      - { grade: 合格, min: 60, max: 90 }
      - { grade: 不合格, max: 60 }
results: { rectify: [合格] }
`;

/** `编号,类型,考核对象,对应条目,数量,理由 / F1,评分记录,城关镇,A1#1,3,迟报` as GBK, the encoding of office software. */
const GBK_FINDINGS = Uint8Array.from(
  Buffer.from(
    'b1e0bac52cc0e0d0cd2cbfbcbacbb6d4cff32cb6d4d3a6ccf5c4bf2ccafdc1bf2cc0edd3c90d0a' +
      '46312cc6c0b7d6bcc7c2bc2cb3c7b9d8d5f22c413123312c332cb3d9b1a80d0a',
    'hex',
  ),
);

const OTHERS =
  '类型,考核对象,对应条目,分子,分母,记录人,发现日期\n数据,T01,A2#1,19,20,县司法局,\n数据,石桥镇,A2#1,1,20,县司法局,\n查核,T01,*,,,第一组,2024-12-20\n查核,T02,*,,,第一组,2024-12-20\n';

let work = '';
let folder = '';

function put(name: string, content: string | Uint8Array): string {
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
  work = mkdtempSync(join(tmpdir(), 'zhunsheng-cli-'));
  folder = join(work, 'year');
  put('year/scheme.yaml', SCHEME);
  put('year/subjects.csv', '编号,名称,分组\nT01,城关镇,乡镇\nT02,石桥镇,乡镇\n');
  put('year/facts/findings.csv', GBK_FINDINGS);
  put('year/facts/others.csv', OTHERS);
});
afterAll(() => rmSync(work, { recursive: true }));

describe('zhunsheng on a good folder', () => {
  it('checks the scheme alone and the whole folder', () => {
    expect(zhunsheng('check', join(folder, 'scheme.yaml'))).toMatchObject({ code: 0 });
    const { code, out } = zhunsheng('check', folder);
    expect(out).toContain('考核对象2个，记录5条');
    expect(code).toBe(0);
  });

  it('scores, with facts from a GBK file', () => {
    const { code, out } = zhunsheng('score', folder);
    expect(out).toMatch(/T01\s+城关镇\s+95\.00\s+0\.00\s+0\.00\s+95\.00/);
    expect(code).toBe(0);
  });

  it('grades with reasons and says who is to rectify', () => {
    const { code, out } = zhunsheng('grade', folder);
    expect(out).toMatch(/1\s+T01\s+城关镇\s+95\.00\s+优秀/);
    expect(out).toContain('须提交整改方案：石桥镇');
    expect(code).toBe(0);
  });

  it('explains a subject by name, and one item', () => {
    const { code, out } = zhunsheng('explain', folder, '--subject', '城关镇', '--item', 'A1');
    expect(out).toContain('公布后15日内未报送备案的每件扣1分');
    expect(out).toContain('迟报');
    expect(code).toBe(0);
  });

  it('answers every command in JSON with the same head', () => {
    for (const args of [['check'], ['score'], ['grade'], ['explain', '--subject', 'T01']]) {
      const [command = '', ...rest] = args;
      const answer = JSON.parse(zhunsheng(command, folder, ...rest, '--json').out) as Record<string, unknown>;
      expect(answer).toMatchObject({ format: 1, command, ok: true, diagnostics: expect.any(Array) });
    }
    const graded = JSON.parse(zhunsheng('grade', folder, '--json').out) as { results: { subjects: object[] } };
    expect(graded.results.subjects[0]).toMatchObject({ id: 'T01', total: '95.00', rank: 1, grade: '优秀' });
  });

  it('exports a workbook, CSV and JSON at once, and leaves nothing else behind', () => {
    const { code } = zhunsheng('export', folder, '--xlsx', 'r.xlsx', '--csv', 'r.csv', '--json', 'r.json');
    expect(code).toBe(0);
    expect(readFileSync(join(work, 'r.csv'), 'utf8')).toContain('T01,城关镇,乡镇,,95.00');
    expect(JSON.parse(readFileSync(join(work, 'r.json'), 'utf8'))).toMatchObject({ format: 1 });
    expect([...readFileSync(join(work, 'r.xlsx')).subarray(0, 2)]).toEqual([0x50, 0x4b]);
    expect(readdirSync(work).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('writes templates that read back as rows not filled in', () => {
    for (const name of ['t.xlsx', 't.csv']) {
      expect(zhunsheng('template', folder, name).code).toBe(0);
      put(`again/facts/${name}`, readFileSync(join(work, name)));
      put('again/scheme.yaml', SCHEME);
      put('again/subjects.csv', '编号,名称,分组\nT01,城关镇,乡镇\nT02,石桥镇,乡镇\n');
      const { code, out } = zhunsheng('check', join(work, 'again'));
      expect(out).toContain('有4行只有预先列出的内容');
      expect(out).toContain('记录0条');
      expect(code).toBe(0);
      rmSync(join(work, 'again'), { recursive: true });
    }
  });

  it('makes a bundle that verifies, and names the figure once one was altered', () => {
    const { out } = zhunsheng('export', folder, '--bundle', 'b.zip');
    const digest = /sha256:[0-9a-f]{64}/.exec(out)?.[0] ?? '';
    expect(zhunsheng('verify', 'b.zip', '--digest', digest)).toMatchObject({
      code: 0,
      out: expect.stringContaining('核验通过'),
    });
    const files = unzipSync(readFileSync(join(work, 'b.zip')));
    const results = new TextDecoder().decode(files['results.json']).replace('"total":"95.00"', '"total":"96.00"');
    put('forged.zip', zipSync({ ...files, 'results.json': strToU8(results) }));
    const forged = zhunsheng('verify', 'forged.zip');
    expect(forged.code).toBe(1);
    expect(forged.out).toContain('文件 results.json');
    expect(forged.out).toContain('T01 城关镇 › 总分：包内为 96.00，重新计算为 95.00');
    const bytes = readFileSync(join(work, 'b.zip'));
    bytes[bytes.length >> 1]! ^= 1;
    put('flipped.zip', bytes);
    expect(zhunsheng('verify', 'flipped.zip')).toMatchObject({ code: 1, out: expect.stringContaining('核验不通过') });
    expect(zhunsheng('verify', 'b.zip', '--digest', `sha256:${'0'.repeat(64)}`).code).toBe(1);
  });
});

describe('zhunsheng on a bad folder', () => {
  it('names file and cell, writes nothing and ends with 1', () => {
    put('bad/scheme.yaml', SCHEME);
    put('bad/subjects.csv', '编号,名称,分组\nT01,城关镇,乡镇\n');
    put('bad/facts.csv', '类型,考核对象,对应条目,数量\n评分记录,T09,A1#1,-2\n评分纪录,T01,A1#1,1\n');
    const { code, err } = zhunsheng('export', join(work, 'bad'), '--csv', 'never.csv');
    for (const cell of ['D2', 'B2', 'A3']) expect(err).toContain(`facts.csv ${cell}`);
    expect(code).toBe(1);
    expect(existsSync(join(work, 'never.csv'))).toBe(false);
    const answer = JSON.parse(zhunsheng('check', join(work, 'bad'), '--json').out) as {
      ok: boolean;
      diagnostics: object[];
    };
    expect(answer.ok).toBe(false);
    expect(answer.diagnostics).toHaveLength(3);
  });
});

/** The program in this process, for the many ways of using it wrongly; the exit code is what `run` gives. */
async function inProcess(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const output = {
    out: (line: string) => void out.push(line),
    err: (line: string) => void err.push(line),
    json: (value: unknown) => void out.push(JSON.stringify(value)),
  };
  const code = await run(args, output);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('zhunsheng used wrongly', () => {
  it.each([
    [[], '用法：zhunsheng'],
    [['chekc', 'x'], '是否想写 check'],
    [['score'], '缺少参数'],
    [['score', 'a', 'b'], '多出了参数“b”'],
    [['score', 'a', '--jsn'], '是否想写 --json'],
    [['explain', 'a'], '--subject'],
    [['export', 'a'], '请写明导出为哪种文件'],
    [['export', 'a', '--xlsx', 'no/such/folder/r.xlsx'], '没有“no/such/folder”这个文件夹'],
    [['verify', 'none.zip'], '没有这个文件'],
  ])('ends %j with 2 and says why in Chinese', async (args, message) => {
    const { code, out, err } = await inProcess(...args);
    expect(err).toContain(message);
    expect(err).toContain('用法');
    expect(out).toBe('');
    expect(code).toBe(2);
  });

  it('gives the exit code to the shell', () => {
    expect(zhunsheng('chekc')).toMatchObject({ code: 2, out: '', err: expect.stringContaining('check') });
  });

  it('suggests the nearest subject and item', async () => {
    expect((await inProcess('explain', folder, '--subject', '城关')).err).toContain('是否想写“城关镇”？');
    expect((await inProcess('explain', folder, '--subject', 'T01', '--item', 'A3')).err).toContain('是否想写“A');
  });

  it('explains itself and each command', async () => {
    expect(await inProcess('--help')).toMatchObject({ code: 0, out: expect.stringContaining('template') });
    for (const name of ['check', 'score', 'explain', 'grade', 'export', 'template', 'verify']) {
      const { code, out } = await inProcess(name, '--help');
      expect(out).toContain(`用法：zhunsheng ${name}`);
      expect(code).toBe(0);
    }
  });
});
