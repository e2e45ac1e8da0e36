import type { Readable } from 'node:stream';
import type { Endpoint, Feature, OutputOf, ParsedInput } from '@zhunsheng/contract';
import type { DemoAccount } from '@zhunsheng/contract/sessions';
import type { Config } from '../config/config.ts';
import type { ContentStore } from '../content-store/index.ts';
import type { Connections } from '../database/connection.ts';
import type { Db } from '../database/tables.ts';
import type { Actor } from './actor.ts';
import type { Reach } from './policy.ts';

/** What the whole server shares. */
export interface Platform {
  readonly config: Config;
  readonly connections: Connections;
  readonly contents: ContentStore;
  /** The clock; tests set their own. */
  readonly now: () => Date;
  /** 32 secret bytes of this installation, for what is stored encrypted. */
  readonly secret: Buffer;
  /** The accounts that the login page shows; none outside of the demonstration. */
  readonly demo: readonly DemoAccount[];
}

/** Where a request comes from. */
export interface Caller {
  readonly address: string;
  readonly userAgent: string;
}

/** What a handler can set on its answer beside the output. */
export interface Answer {
  /** Signs in (`authorityId.secret`) or, with null, out. */
  session(token: string | null): void;
}

export interface PublicContext {
  readonly platform: Platform;
  readonly caller: Caller;
  readonly answer: Answer;
}

export interface Context extends PublicContext {
  /** The one transaction of this request, in the actor's authority. */
  readonly db: Db;
  readonly actor: Actor;
  readonly reach: Reach;
  /** The actor as the audit names it. */
  readonly recorder: { readonly accountId: string; readonly name: string; readonly address: string };
  /** The uploaded file of an endpoint with `upload`. */
  readonly file: Buffer;
  /** Does something once this request's transaction has been committed, before the answer is sent; it must not fail. */
  afterCommit(work: () => Promise<void>): void;
}

/** What the handler of a streamed upload works with: no transaction is open while bytes arrive. */
export interface StreamContext extends PublicContext {
  readonly authorityId: string;
  readonly stream: Readable;
  /** What the client says that the file is. */
  readonly declaredType: string;
  /** A transaction of the actor, who is asked for his permission again each time. */
  inTransaction<T>(work: (context: Context) => Promise<T>): Promise<T>;
}

/** The answer of an endpoint with `download`; always sent as an attachment. */
export interface Download {
  readonly name: string;
  readonly type: string;
  readonly content: Buffer | Readable | string;
  /** Of a stream whose length is known. */
  readonly size?: number;
}

type Result<E extends Endpoint> = E['download'] extends true ? Download : OutputOf<E>;

export type Handler<E extends Endpoint> = E['access']['kind'] extends 'public'
  ? (context: PublicContext, input: ParsedInput<E>) => Promise<Result<E>>
  : E['upload'] extends { readonly streamed: true }
    ? (context: StreamContext, input: ParsedInput<E>) => Promise<Result<E>>
    : (context: Context, input: ParsedInput<E>) => Promise<Result<E>>;

/** The handlers of a feature: one for each endpoint of its contract, none forgotten. */
export type Handlers<F extends Feature> = { readonly [N in keyof F]: Handler<F[N]> };
