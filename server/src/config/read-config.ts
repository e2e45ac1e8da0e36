import { dirname, resolve } from 'node:path';
import type { Diagnostic } from '@zhunsheng/core/values';
import { isFile, readWhole, readYaml } from '@zhunsheng/documents';
import { type Config, configShape, resolvePaths } from './config.ts';
import { describeIssues } from './describe-issues.ts';

export interface ConfigReading {
  readonly config?: Config;
  readonly diagnostics: readonly Diagnostic[];
}

const HINT = '配置项的说明见 docs/operate.zh-CN.md。';

function knownTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('zh-CN', { timeZone });
    return true;
  } catch {
    return false;
  }
}

/** Reads the config file; everything that is wrong at once, each with its line. `DATABASE_URL` wins over the file. */
export function readConfig(path: string, environment: NodeJS.ProcessEnv = process.env): ConfigReading {
  if (!isFile(path)) {
    const message = `没有找到配置文件 ${path}。`;
    return { diagnostics: [{ code: 'config.no-file', severity: 'error', message, place: { file: path }, hint: HINT }] };
  }
  const { value, diagnostics, locate } = readYaml(readWhole(path), path);
  if (diagnostics.length > 0) return { diagnostics };
  const parsed = configShape.safeParse(value ?? {}, { reportInput: true });
  if (!parsed.success) {
    const found = describeIssues(parsed.error).map(({ field, message, path: at }): Diagnostic => {
      return {
        code: 'config.invalid',
        severity: 'error',
        message: `${field || '配置'}：${message}`,
        place: locate(at),
        hint: HINT,
      };
    });
    return { diagnostics: found };
  }
  const config = resolvePaths(parsed.data, dirname(resolve(path)));
  if (!knownTimeZone(config.timeZone)) {
    const message = `timeZone：没有“${config.timeZone}”这个时区。`;
    const place = locate(['timeZone']);
    return {
      diagnostics: [{ code: 'config.invalid', severity: 'error', message, place, hint: '例如 Asia/Shanghai。' }],
    };
  }
  const url = environment.DATABASE_URL || config.database.url;
  return { config: { ...config, database: url ? { url } : {} }, diagnostics: [] };
}
