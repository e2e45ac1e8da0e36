import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { declaredTypeOf } from '@zhunsheng/contract/file-types';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, openTestServer, Refused, type TestServer } from '../../../testing/server.fixture.ts';
import { DOCX, MACROS, oleOf, PDF, PNG, patched, withField, ZIP, zipOf } from '../sample-files.fixture.ts';

let server: TestServer;
let office: Browser;
beforeAll(async () => {
  server = await openTestServer();
  office = await server.passer('officeClerk');
});
afterAll(() => server.close());

const send = (name: string, bytes: Buffer, type = declaredTypeOf(name) ?? 'application/pdf') =>
  office.api.files.upload({ organizationId: server.rootId, name }, bytes, type);

/** The code of a refusal with its first reason. */
const refusalOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { code, issues, details } = error.answer;
    return [code, issues?.[0]?.message, details?.reason].filter(Boolean).join(' ');
  }
};

describe('what is no proper file', () => {
  it.each([
    ['a web page called PDF', '网页.pdf', Buffer.from('<html><script>alert(1)</script>')],
    ['a picture called PDF', '图.pdf', PNG],
    ['a document called a table', '文.xlsx', DOCX],
    ['an old document called a table', '文.xls', oleOf('WordDocument')],
    ['something in an old office wrapping', '程序.doc', oleOf('Binary.exe')],
    ['a program called a list', '名单.csv', Buffer.from([0x4d, 0x5a, 0, 0, 1])],
    ['a drawing that runs scripts, called text', '图.txt', Buffer.from('<svg onload="x()">')],
  ])('%s is refused', async (_, name, bytes) => {
    expect(await refusalOf(send(name, bytes))).toBe('files.type-differs');
  });

  it('by another type than its name says is refused, as is a type that is not on the list', async () => {
    expect(await refusalOf(send('图.pdf', PDF, 'image/png'))).toBe('files.type-differs');
    expect(await refusalOf(send('页.pdf', PDF, 'text/html'))).toBe('request.wrong-type');
    expect(await refusalOf(send('图.pdf', PDF, 'image/svg+xml'))).toBe('request.wrong-type');
  });

  it.each([
    ['页.html', '须为以下类型之一'],
    ['图.svg', '须为以下类型之一'],
    ['程序.exe', '须为以下类型之一'],
    ['没有扩展名', '须为以下类型之一'],
    ['../../etc/passwd.pdf', '不能含有 \\'],
    ['C:\\报告.pdf', '不能含有 \\'],
    ['<b>报告</b>.pdf', '不能含有 \\'],
    ['.隐藏.pdf', '不能以点开头'],
    ['报告\u202efdp.exe.pdf', '改变文字方向'],
    ['报\u0000告.pdf', '控制字符'],
    [`${'长'.repeat(197)}.pdf`, '不能超过200个字符'],
  ])('named %s is refused: %s', async (name, words) => {
    expect(await refusalOf(send(name, PDF))).toContain(words);
  });

  it('is refused when it is empty or too large', async () => {
    expect(await refusalOf(send('空.pdf', Buffer.alloc(0)))).toBe('request.invalid 文件是空的');
    expect(await refusalOf(send('大.pdf', Buffer.concat([PDF, Buffer.alloc(200 * 1024 * 1024)])))).toBe(
      'request.too-large',
    );
    expect(readdirSync(join(server.platform.config.dataFolder, 'files', 'arriving'))).toEqual([]);
  });
});

describe('an archive', () => {
  const text = new TextEncoder().encode('正文');
  const bomb = zipOf(Object.fromEntries(Array.from({ length: 3 }, (_, n) => [`${n}.txt`, new Uint8Array(20_000_000)])));
  it.each([
    ['that grows a thousandfold', bomb, '压缩比异常'],
    ['that says it grows to gigabytes', withField(ZIP, 24, 0x7000_0000), '超过1GB'],
    ['with entries that share their bytes', withField(ZIP, 42, 0), '结构异常'],
    ['that leads out of its folder', zipOf({ '../../x.txt': text }), '越出目录'],
    ['with an absolute name', zipOf({ '/etc/x.txt': text }), '越出目录'],
    ['with a drive', zipOf({ 'C:/x.txt': text }), '越出目录'],
    ['with a backslash', zipOf({ '..\\x.txt': text }), '越出目录'],
    ['with a name that reads backwards', zipOf({ 'x\u202etxt.exe': text }), '特殊符号'],
    ['with a link', zipOf({ 'x.txt': [text, { os: 3, attrs: 0xa1ff << 16 }] }), '链接'],
    ['with a password', withField(ZIP, 8, 0x0801), '密码'],
    ['that is cut short', ZIP.subarray(0, ZIP.length - 5), '已损坏'],
    ['whose directory is overwritten', patched(ZIP, 'PK\u0001\u0002', 'PKxx'), '已损坏'],
  ])('%s is refused', async (_, bytes, words) => {
    expect(await refusalOf(send('包.zip', bytes))).toContain(words);
  });

  it('with old Chinese names, whose bytes look like backslashes, is taken', async () => {
    // 誠 in GBK is D5 5C; the names are of equal length in bytes.
    const gbk = Buffer.from(ZIP.toString('latin1').replaceAll('\xe6\x9d\x90\xe6\x96\x99', 'ab\xd5\x5cde'), 'latin1');
    expect(await refusalOf(send('旧.zip', withField(gbk, 8, 0)))).toBe('done');
  });

  it('with macros is refused', async () => {
    expect(await refusalOf(send('宏.docx', MACROS))).toContain('宏');
  });
});
