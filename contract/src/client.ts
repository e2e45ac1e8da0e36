/** A typed client derived from the contract: `client.organizations.list({ page: 1 })`. It needs a way to send, nothing else. */
import { callsOf, type Send } from './client-of.ts';
import { CONTRACT, type Contract } from './contract.ts';
import type { Endpoint, InputOf, OutputOf } from './endpoint.ts';

export { type ClientRequest, requestFor, type Send } from './client-of.ts';

type Call<E extends Endpoint> = E['upload'] extends object
  ? (input: InputOf<E>, file: unknown, contentType: string) => Promise<OutputOf<E>>
  : (input: InputOf<E>) => Promise<OutputOf<E>>;

export type Client = {
  readonly [F in keyof Contract]: {
    readonly [N in keyof Contract[F]]: Contract[F][N] extends Endpoint ? Call<Contract[F][N]> : never;
  };
};

export const createClient = (send: Send): Client => callsOf(CONTRACT, send) as Client;
