import type { FastifyInstance } from 'fastify';

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
      await check();
      return { status: 'ready' };
    } catch {
      return reply.status(503).send({ status: stopping ? 'stopping' : 'database-unavailable' });
    }
  });
}
