/** Calling a contract: how an endpoint and its input become a request. Knows no shapes, so that a browser can hold it. */
import { type Endpoint, type Method, pathFields } from './endpoint.ts';

/** As much of an endpoint as is needed to call it. */
export type Callable = Pick<Endpoint, 'method' | 'path' | 'upload' | 'download'>;

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
export type Send = (request: ClientRequest, endpoint: Callable) => Promise<unknown>;

/** For an address; half a character, which has no bytes, travels as the sign for what cannot be read. */
const encoded = (value: unknown): string => encodeURIComponent(String(value).replace(/\p{Cs}/gu, '\ufffd'));

function queryText(fields: Record<string, unknown>): string {
  const pairs = Object.entries(fields)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encoded(value)}`);
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

/** The request for an endpoint: path filled, the rest in the query or as JSON. */
export function requestFor(
  { method, path, upload }: Callable,
  input: Record<string, unknown>,
  file?: unknown,
  contentType?: string,
): ClientRequest {
  const inPath = pathFields(path);
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encoded(input[name]));
  const rest = Object.fromEntries(Object.entries(input).filter(([name]) => !inPath.includes(name)));
  if (upload) return { method, url: filled + queryText(rest), body: file, ...(contentType && { contentType }) };
  if (method === 'GET') return { method, url: filled + queryText(rest) };
  return { method, url: filled, body: JSON.stringify(rest), contentType: 'application/json' };
}

/** Every endpoint of a contract as a function. */
export function callsOf(contract: Readonly<Record<string, Readonly<Record<string, Callable>>>>, send: Send): unknown {
  const features = Object.entries(contract).map(([feature, endpoints]) => {
    const calls = Object.entries(endpoints).map(([name, endpoint]) => [
      name,
      (input: Record<string, unknown>, file?: unknown, type?: string) =>
        send(requestFor(endpoint, input, file, type), endpoint),
    ]);
    return [feature, Object.fromEntries(calls)];
  });
  return Object.fromEntries(features);
}
