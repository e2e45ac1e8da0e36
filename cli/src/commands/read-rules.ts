import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { exchanged, readRules, type ScoringText } from '@zhunsheng/core/rule-text';
import { type Command, type ExitCode, type Output, WrongUse } from '../command.ts';

interface Item extends ScoringText {
  readonly id: unknown;
}

/** One line of input: what it says, or what is wrong with it. */
function itemOf(line: string): Item | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return '不是 JSON';
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return '应为 {"id", "heading", "points", "text"}';
  const { id, heading, points, text } = value as Record<string, unknown>;
  if (typeof text !== 'string') return '缺少 text（评分标准的文字）';
  const marks = typeof points === 'string' ? Number(points) : points;
  const full = typeof marks === 'number' && Number.isFinite(marks) ? marks : undefined;
  return { id, text, ...(typeof heading === 'string' && { heading }), ...(full !== undefined && { points: full }) };
}

async function readLines(source: NodeJS.ReadableStream, output: Output): Promise<ExitCode> {
  let number = 0;
  let wrong = 0;
  for await (const line of createInterface({ input: source, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    if (line.trim() === '') continue;
    const item = itemOf(line);
    if (typeof item === 'string') {
      wrong++;
      output.err(`第${number}行：${item}。`);
    } else output.json({ id: item.id, rules: readRules(item).map(exchanged) });
  }
  return wrong > 0 ? 1 : 0;
}

export const readRulesCommand: Command = {
  name: 'read-rules',
  summary: '把评分标准的句子读成规则，每行一个 JSON',
  usage: '[文件]  （不写文件时读标准输入）',
  details: [
    '输入每行 {"id", "heading", "points", "text"}，输出每行 {"id", "rules"}，字段见 docs/rule-text.md。',
    '须由人确认的规则带 "uncertain": true 和 "reason"；"span" 是它在 text 中的起止位置。',
  ],
  options: {},
  arity: [0, 1],
  run({ positionals, output }) {
    const [file] = positionals;
    if (file !== undefined && !existsSync(file)) throw new WrongUse(`没有这个文件：${file}。`);
    return readLines(file === undefined ? process.stdin : createReadStream(file, 'utf8'), output);
  },
};
