import type { z } from 'zod';
import type { Permission } from './permissions.ts';

/**
 * Who may call an endpoint, and on what.
 *
 * `public`: nobody needs to be signed in. `session`: anyone signed in, on what is one's own. `authority`: the permission
 * must be held at the root of the tree. `organization`: on the body that the input field `of` names. `reach`: rows are
 * limited to the bodies on which the permission is held. `assessment` names the input field that holds an assessment;
 * a grant for another assessment does not count then.
 */
export type Access =
  | { readonly kind: 'public' }
  | { readonly kind: 'session' }
  | { readonly kind: 'authority' | 'reach'; readonly permission: Permission; readonly assessment?: string }
  | {
      readonly kind: 'organization';
      readonly permission: Permission;
      readonly of: string;
      readonly assessment?: string;
    };

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** One thing a client can ask for: path, input, output, who may, what can be refused and what goes on the record. */
export interface Endpoint {
  readonly method: Method;
  /** Segments with `:name` are filled from the input. */
  readonly path: `/api/${string}`;
  /** What it does, in Chinese, for the printed interface and the audit. */
  readonly title: string;
  readonly access: Access;
  readonly input: z.ZodObject;
  readonly output: z.ZodType;
  /** Refusals of its own; those of `request`, `session`, `permission` and `server` are always possible. */
  readonly errors: readonly `${string}.${string}`[];
  /** The kind of its audit entry; absent where nothing changes. */
  readonly audit?: string;
  /**
   * The request body is one file; the rest of the input travels in the query. `streamed`: the handler gets the stream and
   * takes transactions when it needs them, so that a large file is never whole in memory.
   */
  readonly upload?: { readonly types: readonly string[]; readonly maxBytes: number; readonly streamed?: boolean };
  /** The answer is a file instead of JSON. */
  readonly download?: boolean;
  /** May be called before a first-login password change or a due second factor. */
  readonly beforeReady?: boolean;
}

/** A refusal: its HTTP status and what the user reads, in Chinese. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
}

/** Checks refusals' shape while keeping their codes as a type; a code is `feature.reason`. */
export const refusals = <const R extends Readonly<Record<`${string}.${string}`, Refusal>>>(written: R): R => written;

export type Feature = Readonly<Record<string, Endpoint>>;

/** Checks an endpoint's shape while keeping its exact type. */
export const endpoint = <const E extends Endpoint>(written: E): E => written;

/** What a client sends. */
export type InputOf<E extends Endpoint> = z.input<E['input']>;
/** What the server works with after parsing. */
export type ParsedInput<E extends Endpoint> = z.output<E['input']>;
/** What a handler returns and a client receives. */
export type OutputOf<E extends Endpoint> = z.output<E['output']>;

/** The names of the input fields that travel in the path. */
export const pathFields = (path: string): string[] => [...path.matchAll(/:(\w+)/g)].map((match) => match[1]!);
