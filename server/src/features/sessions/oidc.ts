import * as client from 'openid-client';
import type { Config } from '../../config/config.ts';

type Settings = NonNullable<Config['oidc']>;

/** Plain http is for a provider on this very machine, as tests have one. */
const isLoopback = (url: URL): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);

let known: { readonly key: string; readonly configuration: client.Configuration } | undefined;

/** What the provider says about itself; asked when it is needed, so that its absence never stops the server. */
async function discover({ issuer, clientId, clientSecret }: Settings): Promise<client.Configuration> {
  const key = `${issuer} ${clientId}`;
  if (known?.key === key) return known.configuration;
  const url = new URL(issuer);
  const plain = url.protocol === 'http:' && isLoopback(url);
  const options = { timeout: 10, ...(plain && { execute: [client.allowInsecureRequests] }) };
  const configuration = await client.discovery(url, clientId, clientSecret, undefined, options);
  known = { key, configuration };
  return configuration;
}

/** What must come back with the answer; kept on the server, bound to the browser by the state in its cookie. */
export interface Flow {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export async function startFlow(settings: Settings, redirectUri: string): Promise<{ flow: Flow; url: URL }> {
  const configuration = await discover(settings);
  const flow = {
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier: client.randomPKCECodeVerifier(),
  };
  const url = client.buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope: 'openid',
    state: flow.state,
    nonce: flow.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(flow.verifier),
    code_challenge_method: 'S256',
  });
  return { flow, url };
}

/** The name that the provider vouches for; throws where anything in the answer does not fit. */
export async function finishFlow(settings: Settings, answer: URL, { state, nonce, verifier }: Flow): Promise<string> {
  const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
  const tokens = await client.authorizationCodeGrant(await discover(settings), answer, checks);
  const name = tokens.claims()?.[settings.claim];
  if (typeof name !== 'string' || name === '') throw new Error(`the provider sent no ${settings.claim}`);
  return name;
}
