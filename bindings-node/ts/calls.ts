/** The calls of one client, and the methods that make them. */

import { native } from './addon.js';
import { attempt, type OutcomeUnknownError, toError } from './errors.js';
import type { Handle, OperationRow, Walk } from './native.js';
import { next } from './numbers.js';
import { isWatched, tell } from './observe.js';
import { Rows } from './rows.js';
import { type CancelSignal, watch } from './signals.js';

/** Options of a single call. */
export interface CallOptions {
  /**
   * Gives the call up. The promise rejects with a `CancelledError`, or with an `OutcomeUnknownError` when something that
   * changes things may have left this machine.
   */
  readonly signal?: CancelSignal | null | undefined;
}

type Method = (...given: unknown[]) => unknown;

/** The calls of one client. */
export class Calls {
  readonly #handle: Handle;
  #open = 0;
  #closed = false;
  #idle: (() => void)[] = [];

  constructor(handle: Handle) {
    this.#handle = handle;
  }

  /** Calls an operation. */
  call(index: number, id: unknown, request: unknown, options: unknown): Promise<unknown> {
    return this.#run(options, (ticket, aborted) =>
      native.call(this.#handle, index, id, request, ticket, aborted, isWatched()),
    );
  }

  /** Fetches the next new rows of a search. */
  nextPage(walk: Walk, options: unknown): Promise<unknown> {
    return this.#run(options, (ticket, aborted) => native.nextPage(this.#handle, walk, ticket, aborted, isWatched()));
  }

  // Awaiting here, instead of handing the promise on, is what puts the awaiting caller's line into the error's stack.
  async #run(options: unknown, start: (ticket: number, aborted: boolean) => Promise<unknown>): Promise<unknown> {
    const signal = (options as CallOptions | null | undefined)?.signal;
    // A number, so that a signal can name the call it ends.
    const ticket = next();
    let unwatch: (() => void) | undefined;
    this.#open += 1;
    try {
      // First the signal: one that cannot be listened to must be found before anything is sent.
      unwatch = signal ? watch(signal, ticket) : undefined;
      const answer = start(ticket, signal?.aborted === true);
      // A getter of the request may have aborted before the call could be cancelled.
      if (signal?.aborted) {
        native.cancel(ticket);
      }
      return await answer;
    } catch (thrown) {
      throw toError(thrown, this.#run, signal);
    } finally {
      this.#open -= 1;
      unwatch?.();
      // Here, and not where the records arrive: this is the caller's own asynchronous context.
      tell(ticket);
      if (this.#closed && this.#open === 0) {
        for (const wake of this.#idle.splice(0)) {
          wake();
        }
      }
    }
  }

  /** The errors of writes that were given up in doubt. */
  takeDoubts(): OutcomeUnknownError[] {
    return native.takeDoubts(this.#handle).map((told) => toError(told, this.takeDoubts) as OutcomeUnknownError);
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
    return (id, request, options) => calls.call(index, id, request, options);
  }
  if (row.id) {
    return (id, options) => calls.call(index, id, undefined, options);
  }
  if (row.takes) {
    return (request, options) => calls.call(index, undefined, request, options);
  }
  return (options) => calls.call(index, undefined, undefined, options);
}

/** All rows of a search, instead of one page. */
function all(calls: Calls, index: number): Method {
  const searchAll: Method = (request, options) => {
    const walk = attempt(() => native.walk(index, request), searchAll);
    const { signal } = (options ?? {}) as CallOptions;
    return new Rows(signal, () => calls.nextPage(walk, options));
  };
  return searchAll;
}

/** Gives a client `{ orders: { create, get, ... }, ... }`: the rows of the operation table that are its own. */
export function equip(client: object, side: 'client' | 'checkout', calls: Calls): void {
  const resources: Record<string, Record<string, Method>> = {};
  const add = (resource: string, name: string, value: Method) => {
    resources[resource] ??= {};
    (resources[resource] as Record<string, Method>)[name] = Object.defineProperty(value, 'name', { value: name });
  };
  ROWS.forEach((row, index) => {
    if (!row[side]) {
      return;
    }
    add(row.resource, row.method, method(calls, row, index));
    if (row.pages) {
      add(row.resource, `${row.method}All`, all(calls, index));
    }
  });
  for (const [name, value] of Object.entries(resources)) {
    Object.defineProperty(client, name, { value: Object.freeze(value), enumerable: true });
  }
}
