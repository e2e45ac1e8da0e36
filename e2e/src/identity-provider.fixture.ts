import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
// @ts-expect-error the provider has no types; it is a real one, run for these tests alone
import Provider from 'oidc-provider';

export const CLIENT = { id: 'zhunsheng', secret: 'a secret of the test' };

/** A port that nobody uses at this moment: provider and platform must know each other's address before they start. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** A real provider whose own pages ask for a name and a password and take any. */
export async function startProvider(port: number, platform: string): Promise<Server> {
  const listening = createServer();
  listening.listen(port, '127.0.0.1');
  await once(listening, 'listening');
  const own = new Provider(`http://127.0.0.1:${port}`, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [`${platform}/api/sessions/oidc/callback`],
      },
    ],
    findAccount: (_: unknown, sub: string) => ({ accountId: sub, claims: () => ({ sub }) }),
    pkce: { required: () => true },
    cookies: { keys: ['test'] },
  });
  listening.on('request', own.callback());
  return listening;
}
