import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('./engine-process.mjs', import.meta.url));

/** Starts an engine in its own process; `ask` sends an order and waits for its answer, or throws. */
export async function startEngine(id, path, shape, size) {
  const child = fork(PROGRAM, [path, shape, String(size)], {
    execArgv: ['--max-old-space-size=14000'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const inbox = [];
  let waiting = null;
  let gone = false;
  const deliver = (message) => {
    if (!waiting) inbox.push(message);
    else {
      const resolve = waiting;
      waiting = null;
      resolve(message);
    }
  };
  child.on('message', deliver);
  child.on('exit', () => {
    gone = true;
    deliver({ ok: false, error: 'the process ended' });
  });
  const receive = () =>
    inbox.length > 0
      ? Promise.resolve(inbox.shift())
      : new Promise((resolve) => {
          waiting = resolve;
        });
  const ask = async (order, options = {}) => {
    if (gone) throw new Error('the process ended');
    child.send({ order, ...options });
    return unwrap(await receive());
  };
  const stop = async () => {
    await ask('close').catch(() => {}); // it may have ended by itself
    if (!gone) child.disconnect();
  };
  const { shapes } = unwrap(await receive());
  return { id, ask, stop, shapes };
}

function unwrap({ ok, answer, error }) {
  if (!ok) throw new Error(error);
  return answer;
}
