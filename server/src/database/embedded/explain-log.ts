import { StartRefused } from './start-refused.ts';

/** What PostgreSQL says when it cannot start, and what an operator is told instead. */
const CAUSES: readonly (readonly [RegExp, string, string])[] = [
  [
    /No space left on device|could not (write|extend|fsync) .*space/i,
    '磁盘已满，数据库不能启动。',
    '请清理磁盘或者扩容后再启动。',
  ],
  [
    /lock file ".*" already exists|pre-existing shared memory block/i,
    '数据目录正被另一个数据库进程使用。',
    '请停止那个进程后再启动；不要删除 postmaster.pid。',
  ],
  [
    /invalid permissions|wrong ownership|Permission denied/i,
    '数据目录的权限不对，数据库不能启动。',
    '请让运行准绳的用户成为目录的所有者，并把目录权限设为 0700。',
  ],
  [
    /could not create (shared memory|semaphores)|Cannot allocate memory/i,
    '内存不足，数据库不能启动。',
    '请增加内存或者关闭其他程序。',
  ],
  [
    /execution of PostgreSQL by a user with administrative|cannot be run as root/i,
    'PostgreSQL 不允许以管理员身份运行。',
    '请换用普通用户启动。',
  ],
  [
    /database files are incompatible|initialized by PostgreSQL version/i,
    '数据文件属于另一个版本的 PostgreSQL。',
    '请用原来的版本备份，再用新版本恢复。',
  ],
  [
    /could not locate a valid checkpoint record|invalid checkpoint|PANIC/i,
    '数据库文件已损坏，不能启动。',
    '请不要再写入这个目录，把它完整复制一份，然后从最近的备份恢复。',
  ],
];

/** The last lines of PostgreSQL's log as a refusal in Chinese; the lines themselves stay in the log file. */
export function explainLog(log: string, logFile: string): StartRefused {
  const cause = CAUSES.find(([pattern]) => pattern.test(log));
  const [, message, hint] = cause ?? [null, '数据库没有启动成功。', '原因见数据库日志。'];
  return new StartRefused(message, `${hint}数据库日志：${logFile}`);
}
