import { parseArgs } from 'node:util';
import { type Command, type ExitCode, type Invocation, type Output, WrongUse } from './command.ts';
import { COMMANDS, findCommand } from './commands/index.ts';
import { textWidth } from './terminal/text-width.ts';

const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(1, width - textWidth(text)));

const generalHelp = (): string[] => [
  '准绳 zhunsheng：依法行政考核的方案检查、计分、定等与核验',
  '',
  '用法：zhunsheng 命令 参数',
  '',
  ...COMMANDS.map(({ name, summary }) => `  ${pad(name, 10)}${summary}`),
  '',
  '每个命令的说明：zhunsheng 命令 --help',
  '退出码：0 正常；1 发现问题；2 用法不对',
];

function commandHelp(command: Command): string[] {
  const options = Object.entries(command.options).map(
    ([name, { value, help }]) => `  ${pad(`--${name}${value ? ` ${value}` : ''}`, 26)}${help}`,
  );
  return [
    `zhunsheng ${command.name}：${command.summary}`,
    '',
    `用法：zhunsheng ${command.name} ${command.usage}`,
    '',
    ...command.details,
    '',
    '选项：',
    ...options,
    `  ${pad('--help', 26)}显示这份说明`,
  ];
}

function terminalOutput(): Output {
  return {
    out: (line) => process.stdout.write(`${line}\n`),
    err: (line) => process.stderr.write(`${line}\n`),
    json: (value) => process.stdout.write(`${JSON.stringify(value)}\n`),
  };
}

/** `export … --json FILE` writes a file, whereas `--json` alone is a flag everywhere. */
function partJson(command: Command, args: readonly string[]): string[] {
  if (!('json-file' in command.options)) return [...args];
  return args.flatMap((arg, at) => {
    const next = args[at + 1];
    const file = arg === '--json' && next !== undefined && !next.startsWith('-') && at > 0;
    return file ? ['--json-file'] : [arg];
  });
}

/** Loaded only when something was mistyped, so that the program starts quickly. */
async function guessOf(written: string, known: readonly string[]): Promise<string | undefined> {
  const { nearest } = await import('@zhunsheng/core/values');
  return nearest(written, known);
}

async function unknownOption(command: Command, error: Error): Promise<string> {
  const option = /'(-[^' ]*)/.exec(error.message)?.[1] ?? '';
  const known = [...Object.keys(command.options), 'help'].map((name) => `--${name}`);
  const code = (error as { code?: string }).code;
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return `选项 ${option} 的写法不对：${command.usage}。`;
  const guess = await guessOf(option, known);
  return `没有 ${option} 这个选项。${guess ? `是否想写 ${guess}？` : ''}`;
}

async function readArguments(command: Command, args: readonly string[]): Promise<Omit<Invocation, 'output'>> {
  const options = Object.fromEntries(Object.entries(command.options).map(([name, { type }]) => [name, { type }]));
  try {
    const parsed = parseArgs({
      args: partJson(command, args),
      options: { ...options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
    return { positionals: parsed.positionals, options: parsed.values as Invocation['options'] };
  } catch (error) {
    throw new WrongUse(await unknownOption(command, error as Error));
  }
}

function checkArity({ arity: [least, most], usage }: Command, positionals: readonly string[]): void {
  if (positionals.length < least) throw new WrongUse(`缺少参数：${usage}。`);
  if (positionals.length > most) throw new WrongUse(`多出了参数“${positionals[most]}”。`);
}

async function runCommand(command: Command, args: readonly string[], output: Output): Promise<ExitCode> {
  try {
    const read = await readArguments(command, args);
    if (read.options.help) {
      for (const line of commandHelp(command)) output.out(line);
      return 0;
    }
    checkArity(command, read.positionals);
    return await command.run({ ...read, output });
  } catch (error) {
    if (!(error instanceof WrongUse)) throw error;
    output.err(error.message);
    output.err(`用法：zhunsheng ${command.name} ${command.usage}`);
    return 2;
  }
}

/** Runs the program with the given arguments and gives its exit code. */
export async function run(args: readonly string[], output: Output): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    const print = name === undefined ? output.err : output.out;
    for (const line of generalHelp()) print(line);
    return name === undefined ? 2 : 0;
  }
  const command = await findCommand(name);
  if (command) return runCommand(command, rest, output);
  const guess = await guessOf(
    name,
    COMMANDS.map((candidate) => candidate.name),
  );
  output.err(`没有“${name}”这个命令。${guess ? `是否想写 ${guess}？` : ''}`);
  output.err('');
  for (const line of generalHelp()) output.err(line);
  return 2;
}

/** Entry of the program: sets the exit code and leaves, once all output has been written. */
export async function main(args: readonly string[]): Promise<void> {
  // A reader that closes early (`| head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  process.exitCode = await run(args, terminalOutput());
}
