import { CONTRACT } from 'virtual:contract';
import type { Client } from '@zhunsheng/contract/client';
import { type ClientRequest, callsOf } from '@zhunsheng/contract/client-of';
import { offline, refusalIn } from './refusal.ts';

/** The token against foreign pages, known once somebody is signed in. */
let csrfToken = '';
export const rememberToken = (token: string): void => {
  csrfToken = token;
};

export const currentToken = (): string => csrfToken;

type SignInAgain = () => Promise<void>;
let signInAgain: SignInAgain | undefined;

/** Names who asks for the password when a session is over in the middle of work. Gives the way to take it back. */
export function onSessionOver(ask: SignInAgain): () => void {
  signInAgain = ask;
  return () => {
    if (signInAgain === ask) signInAgain = undefined;
  };
}

async function fetchOnce({ method, url, body, contentType }: ClientRequest, signal?: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(contentType && { 'content-type': contentType }),
        ...(method !== 'GET' && csrfToken && { 'x-csrf-token': csrfToken }),
      },
      ...(body !== undefined && { body: body as BodyInit }),
      ...(signal && { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw offline();
  }
}

const OVER = new Set(['sessions.expired', 'sessions.required', 'sessions.csrf']);

/** Sends; where the session is over, the page stays, the user signs in over it, and the same request goes again. */
async function send(request: ClientRequest, signal?: AbortSignal): Promise<Response> {
  const answer = await fetchOnce(request, signal);
  if (answer.ok) return answer;
  const refusal = await refusalIn(answer);
  if (!OVER.has(refusal.code) || !signInAgain) throw refusal;
  await signInAgain();
  const again = await fetchOnce(request, signal);
  if (again.ok) return again;
  throw await refusalIn(again);
}

const read = async (answer: Response): Promise<unknown> => (answer.status === 204 ? undefined : answer.json());

/** Every endpoint of the contract as a function; what the server refuses is thrown as `Refusal`. */
export const api = callsOf(CONTRACT, async (request) => read(await send(request))) as Client;

/** The same without the dialog for a session that is over: for signing in itself. */
export const bareApi = callsOf(CONTRACT, async (request) => {
  const answer = await fetchOnce(request);
  if (!answer.ok) throw await refusalIn(answer);
  return read(answer);
}) as Client;
