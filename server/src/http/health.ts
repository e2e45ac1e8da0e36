import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/** Whoever asks whether to send people here wants to know now. */
const PATIENCE_MS = 3_000;

async function late(): Promise<never> {
  await sleep(PATIENCE_MS, undefined, { ref: false });
  throw new Error('the database does not answer');
}

/** `live`: the process answers. `ready`: it can do its work, that is the database answers and nothing is stopping. */
export function addHealth(app: FastifyInstance, check: () => Promise<void>): void {
  let stopping = false;
  app.addHook('preClose', async () => {
    stopping = true;
  });
  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (_, reply) => {
    try {
      if (stopping) throw new Error('stopping');
      await Promise.race([check(), late()]);
      return { status: 'ready' };
    } catch {
      return reply.status(503).send({ status: stopping ? 'stopping' : 'database-unavailable' });
    }
  });
}
