import type { ErrorAnswer } from '@zhunsheng/contract';
import { type Client, createClient } from '@zhunsheng/contract/client';
import type { FastifyInstance } from 'fastify';
import { DEMO_PASSWORD } from './demo-people.ts';

/** Somebody at work: the interface as a person uses it, cookie and token kept, without a network. */
export interface DemoBrowser {
  readonly api: Client;
  csrf: string;
}

export function openDemoBrowser(app: FastifyInstance): DemoBrowser {
  let cookie = '';
  const browser = { csrf: '' } as { -readonly [K in keyof DemoBrowser]: DemoBrowser[K] };
  browser.api = createClient(async ({ method, url, body, contentType }) => {
    const headers = {
      'user-agent': 'zhunsheng demo',
      ...(cookie && { cookie, 'x-csrf-token': browser.csrf }),
      ...(contentType && { 'content-type': contentType }),
    };
    const answer = await app.inject({ method, url, headers, ...(body !== undefined && { payload: body as Buffer }) });
    const set = answer.headers['set-cookie'];
    if (set !== undefined) cookie = String(set).split(';')[0]!;
    if (answer.statusCode < 400) return answer.json();
    const { code, message } = answer.json() as ErrorAnswer;
    throw new Error(`the demonstration was refused ${method} ${url}: ${code} ${message} ${answer.body}`);
  });
  return browser;
}

/** Signs in for the first time, with the password of the slip, and changes it to the one of the demonstration. */
export async function firstSignIn(
  app: FastifyInstance,
  { userName, password }: { readonly userName: string; readonly password: string },
): Promise<DemoBrowser> {
  const browser = openDemoBrowser(app);
  browser.csrf = (await browser.api.sessions.signIn({ userName, password })).csrfToken;
  await browser.api.accounts.changePassword({ current: password, next: DEMO_PASSWORD });
  return browser;
}
