/** The merchant's client: settings in, one namespace per resource out. */

import { native } from './addon.js';
import { type CallOptions, Calls, equip } from './calls.js';
import { attempt, ConfigurationError, type OutcomeUnknownError } from './errors.js';
import type { ClientConfig, Resolution, Resources } from './generated.js';
import type { Handle } from './native.js';
import { dismiss, enrol, follow, type TokenStore } from './store.js';

/** Stands in for the settings when the addon has made the client from variables. */
class Opened {
  readonly handle: Handle;
  readonly store: number | undefined;
  constructor(handle: Handle, store: number | undefined) {
    this.handle = handle;
    this.store = store;
  }
}

/** The one setting that is no value. */
export interface StoreOption {
  /** Where processes share one token. Default: each client has its own. */
  readonly tokenStore?: TokenStore | null | undefined;
}

/** Opens a client with its store; a client that cannot be opened needs none. */
function open(tokenStore: unknown, start: (store: number | undefined) => Handle): Opened {
  const store = enrol(tokenStore);
  try {
    return new Opened(
      attempt(() => start(store), open),
      store,
    );
  } catch (refused) {
    dismiss(store);
    throw refused;
  }
}

function fromSettings(config: unknown): Opened {
  if (config instanceof Opened) {
    return config;
  }
  if (typeof config !== 'object' || config === null || !('tokenStore' in config)) {
    return open(undefined, () => native.open(config, undefined));
  }
  const { tokenStore, ...settings } = config as StoreOption;
  return open(tokenStore, (store) => native.open(settings, store));
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
  readonly #store: number | undefined;

  /** Checks the settings; nothing is sent before the first call. Throws a {@link ConfigurationError}. */
  constructor(config: ClientConfig & StoreOption) {
    const { handle, store } = fromSettings(config);
    this.#calls = new Calls(handle);
    this.#store = store;
    // Not the client: its methods work on without it, as in `const { orders } = new Client(...)`.
    follow(this.#calls, store);
    equip(this, 'client', this.#calls);
  }

  /**
   * A client from `ENKASH_ACCESS_KEY`, `ENKASH_SECRET_KEY` and `ENKASH_BASE_URL`, which holds a URL or the name of an
   * environment (`production`, `uat`); without it the client talks to production. `ENKASH_PROXY` may hold the URL of a
   * proxy.
   */
  static fromEnv(
    variables: Readonly<Record<string, string | undefined>> = process.env,
    { tokenStore }: StoreOption = {},
  ): Client {
    for (const name of ['ENKASH_ACCESS_KEY', 'ENKASH_SECRET_KEY', 'ENKASH_BASE_URL', 'ENKASH_PROXY']) {
      const value: unknown = variables[name];
      // A URL object would otherwise count as not set, and the client would talk to production.
      if (value !== undefined && value !== null && typeof value !== 'string') {
        const text = `${name} is not text; pass a string`;
        const known = { kind: 'Configuration', code: 'configuration', attempts: 0, advice: 'never' } as const;
        throw new ConfigurationError({ ...known, text, message: text });
      }
    }
    const opened = open(tokenStore, (store) => native.openFromEnv(variables, store));
    // A subclass makes clients of its own.
    return new this(opened as unknown as ClientConfig);
  }

  /**
   * Finds out what became of a call that ended as an `OutcomeUnknownError`: `unresolved` is that property of the error, kept
   * by this process or another. It asks and repeats nothing; the same as `client.calls.resolve`.
   */
  resolve(unresolved: string, options?: CallOptions): Promise<Resolution> {
    return this.calls.resolve(unresolved, options);
  }

  /**
   * The errors of writes that were given up by their signal while it was in doubt whether they were applied, for a program that
   * no longer listens to their promises. Each is told once; at most 1,000 are kept. Find out about each before you repeat it.
   */
  takeDoubts(): OutcomeUnknownError[] {
    return this.#calls.takeDoubts();
  }

  /**
   * Closes the client: every later call is a {@link ConfigurationError}. Calls in flight go on; the promise is fulfilled
   * when the last of them has ended.
   */
  async close(): Promise<void> {
    await this.#calls.close();
    dismiss(this.#store);
  }

  /** `await using client = new Client(...)` closes it at the end of the block. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
