/** Shows how far long work has come, on standard error and only where a person watches. */
export interface Progress {
  /** `done` of `total`; shown at most five times a second, and not before the work has proved long. */
  update(label: string, done: number, total: number): void;
  /** Clears the line. */
  finish(): void;
}

const PATIENCE = 500;
const INTERVAL = 200;

export function openProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  if (!stream.isTTY) return { update: () => {}, finish: () => {} };
  let next = performance.now() + PATIENCE;
  let shown = false;
  return {
    update(label, done, total) {
      const now = performance.now();
      if (now < next) return;
      next = now + INTERVAL;
      shown = true;
      stream.write(`\r\u001B[K${label} ${done}/${total}(${Math.floor((done * 100) / Math.max(1, total))}%)`);
    },
    finish() {
      if (shown) stream.write('\r\u001B[K');
    },
  };
}
