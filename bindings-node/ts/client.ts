/** The client: settings in, one namespace per resource out. */

import { native } from './addon.js';
import { ConfigurationError, toError } from './errors.js';
import type { ClientConfig, Resources } from './generated.js';
import type { Handle, OperationRow } from './native.js';
import { type CancelSignal, watch } from './signals.js';

/** Options of a single call. */
export interface CallOptions {
  /**
   * Gives the call up. The promise rejects with a `CancelledError`, or with an `OutcomeUnknownError` when something that
   * changes things may have left this machine.
   */
  readonly signal?: CancelSignal | null | undefined;
}

type Variables = Readonly<Record<string, string | undefined>>;
type Method = (...given: unknown[]) => Promise<unknown>;

/** Numbers calls, so that a signal can name the one it ends. */
let tickets = 0;

/** The calls of one client. */
class Calls {
  readonly #handle: Handle;
  #open = 0;
  #closed = false;
  #idle: (() => void)[] = [];

  constructor(handle: Handle) {
    this.#handle = handle;
  }

  // Awaiting here, instead of handing the promise on, is what puts the awaiting caller's line into the error's stack.
  async run(index: number, id: unknown, request: unknown, options: unknown): Promise<unknown> {
    const signal = (options as CallOptions | null | undefined)?.signal;
    const ticket = ++tickets;
    let unwatch: (() => void) | undefined;
    this.#open += 1;
    try {
      // First the signal: one that cannot be listened to must be found before anything is sent.
      unwatch = signal ? watch(signal, ticket) : undefined;
      const answer = native.call(this.#handle, index, id, request, ticket, signal?.aborted === true);
      // A getter of the request may have aborted before the call could be cancelled.
      if (signal?.aborted) {
        native.cancel(ticket);
      }
      return await answer;
    } catch (thrown) {
      throw toError(thrown, Calls.prototype.run, signal);
    } finally {
      this.#open -= 1;
      unwatch?.();
      if (this.#closed && this.#open === 0) {
        for (const wake of this.#idle.splice(0)) {
          wake();
        }
      }
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    native.close(this.#handle);
    if (this.#open > 0) {
      await new Promise<void>((resolve) => {
        this.#idle.push(resolve);
      });
    }
  }
}

const ROWS: readonly OperationRow[] = native.operations();

function method(calls: Calls, row: OperationRow, index: number): Method {
  if (row.id && row.takes) {
    return (id, request, options) => calls.run(index, id, request, options);
  }
  if (row.id) {
    return (id, options) => calls.run(index, id, undefined, options);
  }
  if (row.takes) {
    return (request, options) => calls.run(index, undefined, request, options);
  }
  return (options) => calls.run(index, undefined, undefined, options);
}

/** `{ orders: { create, get, ... }, ... }`, made from the operation table. */
function resources(calls: Calls): Record<string, object> {
  const all: Record<string, Record<string, Method>> = {};
  ROWS.forEach((row, index) => {
    all[row.resource] ??= {};
    const resource = all[row.resource] as Record<string, Method>;
    resource[row.method] = Object.defineProperty(method(calls, row, index), 'name', { value: row.method });
  });
  for (const resource of Object.values(all)) {
    Object.freeze(resource);
  }
  return all;
}

function attempt<T>(work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    throw toError(thrown, attempt);
  }
}

/** Stands in for the settings when the addon has made the client from variables. */
class Opened {
  readonly handle: Handle;
  constructor(handle: Handle) {
    this.handle = handle;
  }
}

// Merged with the class below: it gives the namespaces their types.
export interface Client extends Resources {}

/**
 * A merchant's server at the gateway. Make one and keep it: it holds the token and the connections.
 *
 * ```js
 * const client = new Client({ accessKey, secretKey, baseUrl });
 * const order = await client.orders.create({ merchantOrderId: 'INV1001', amount: '499.00' });
 * await client.close();
 * ```
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor sets exactly these properties.
export class Client {
  readonly #calls: Calls;

  /** Checks the settings; nothing is sent before the first call. Throws a {@link ConfigurationError}. */
  constructor(config: ClientConfig) {
    const opened: unknown = config;
    this.#calls = new Calls(opened instanceof Opened ? opened.handle : attempt(() => native.open(config)));
    for (const [name, resource] of Object.entries(resources(this.#calls))) {
      Object.defineProperty(this, name, { value: resource, enumerable: true });
    }
  }

  /**
   * A client from `ENKASH_ACCESS_KEY`, `ENKASH_SECRET_KEY` and `ENKASH_BASE_URL`, which holds a URL or the name of an
   * environment (`production`, `uat`); without it the client talks to production.
   */
  static fromEnv(variables: Variables = process.env): Client {
    for (const name of ['ENKASH_ACCESS_KEY', 'ENKASH_SECRET_KEY', 'ENKASH_BASE_URL']) {
      const value: unknown = variables[name];
      // A URL object would otherwise count as not set, and the client would talk to production.
      if (value !== undefined && value !== null && typeof value !== 'string') {
        const text = `${name} is not text; pass a string`;
        const known = { kind: 'Configuration', code: 'configuration', attempts: 0, advice: 'never' } as const;
        throw new ConfigurationError({ ...known, text, message: text });
      }
    }
    const opened = new Opened(attempt(() => native.openFromEnv(variables)));
    // A subclass makes clients of its own.
    return new this(opened as unknown as ClientConfig);
  }

  /**
   * Closes the client: every later call is a {@link ConfigurationError}. Calls in flight go on; the promise is fulfilled
   * when the last of them has ended.
   */
  close(): Promise<void> {
    return this.#calls.close();
  }

  /** `await using client = new Client(...)` closes it at the end of the block. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
