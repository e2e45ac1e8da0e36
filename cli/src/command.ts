import type { Diagnostic } from '@zhunsheng/core/values';

/** Where a command writes: results to `out`, what concerns only the person at the terminal to `err`. */
export interface Output {
  out(line: string): void;
  err(line: string): void;
  /** Prints one JSON value on one line. */
  json(value: unknown): void;
}

export type Options = Readonly<Record<string, string | boolean | undefined>>;

/** What the command line gave: positional arguments and options by long name. */
export interface Invocation {
  readonly positionals: readonly string[];
  readonly options: Options;
  readonly output: Output;
}

/** 0: done. 1: problems found. 2: wrong use. */
export type ExitCode = 0 | 1 | 2;

export interface OptionSpec {
  readonly type: 'string' | 'boolean';
  /** In help: `--subject 编号或名称`. */
  readonly value?: string;
  readonly help: string;
}

/** One command of the program; its file bears its name. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** The arguments in words, such as `文件夹`. */
  readonly usage: string;
  readonly details: readonly string[];
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** Fewest and most positional arguments. */
  readonly arity: readonly [number, number];
  run(invocation: Invocation): ExitCode | Promise<ExitCode>;
}

/** Wrong use that a command itself finds; main prints it with the usage and ends with 2. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse';
}

/** The version of the shape of everything that `--json` prints; `docs/cli.md` describes it. */
export const JSON_FORMAT = 1;

/** The head that every `--json` answer has. */
export const answer = (command: string, ok: boolean, diagnostics: readonly Diagnostic[], body: object = {}) => ({
  format: JSON_FORMAT,
  command,
  ok,
  diagnostics,
  ...body,
});

export const JSON_OPTION: Record<'json', OptionSpec> = {
  json: { type: 'boolean', help: '以 JSON 输出，供其他程序读取' },
};
