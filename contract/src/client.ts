/** A typed client derived from the contract: `client.organizations.list({ page: 1 })`. It needs a way to send, nothing else. */
import { CONTRACT, type Contract } from './contract.ts';
import { type Endpoint, type InputOf, type Method, type OutputOf, pathFields } from './endpoint.ts';

/** One request, ready for `fetch` or any other way of sending. */
export interface ClientRequest {
  readonly method: Method;
  /** Path and query. */
  readonly url: string;
  /** A JSON text or a file; absent without a body. */
  readonly body?: unknown;
  readonly contentType?: string;
}

/** Sends a request and gives the parsed answer; throws what it likes for refusals. */
export type Send = (request: ClientRequest, endpoint: Endpoint) => Promise<unknown>;

type Call<E extends Endpoint> = E['upload'] extends object
  ? (input: InputOf<E>, file: unknown, contentType: string) => Promise<OutputOf<E>>
  : (input: InputOf<E>) => Promise<OutputOf<E>>;

export type Client = {
  readonly [F in keyof Contract]: {
    readonly [N in keyof Contract[F]]: Contract[F][N] extends Endpoint ? Call<Contract[F][N]> : never;
  };
};

function queryText(fields: Record<string, unknown>): string {
  const pairs = Object.entries(fields)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

/** The request for an endpoint: path filled, the rest in the query or as JSON. */
export function requestFor(
  { method, path, upload }: Endpoint,
  input: Record<string, unknown>,
  file?: unknown,
  contentType?: string,
): ClientRequest {
  const inPath = pathFields(path);
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(input[name])));
  const rest = Object.fromEntries(Object.entries(input).filter(([name]) => !inPath.includes(name)));
  if (upload) return { method, url: filled + queryText(rest), body: file, ...(contentType && { contentType }) };
  if (method === 'GET') return { method, url: filled + queryText(rest) };
  return { method, url: filled, body: JSON.stringify(rest), contentType: 'application/json' };
}

export function createClient(send: Send): Client {
  const features = Object.entries(CONTRACT).map(([feature, endpoints]) => {
    const calls = Object.entries(endpoints as Record<string, Endpoint>).map(([name, endpoint]) => [
      name,
      (input: Record<string, unknown>, file?: unknown, type?: string) =>
        send(requestFor(endpoint, input, file, type), endpoint),
    ]);
    return [feature, Object.fromEntries(calls)];
  });
  return Object.fromEntries(features) as Client;
}
