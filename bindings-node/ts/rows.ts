/** All rows of a search, fetched page by page as they are read. */

import type { CancelSignal } from './signals.js';

/**
 * The rows of a search. Nothing is asked for before it is read, and at most one page is held:
 *
 * ```js
 * for await (const payout of client.settlements.searchAll({ limit: 100 })) {
 *   console.log(payout.settlementPayoutId);
 * }
 * ```
 *
 * A row that is there from the first request to the last comes once, whatever comes or goes around it meanwhile.
 *
 * An error ends a loop, but not the walk: the next loop over the same object asks for the same page again and goes on with
 * the row that would have come next. Leaving a loop by `break` or `return` ends the walk.
 */
export class Rows<Row> implements AsyncIterableIterator<Row, undefined, undefined> {
  readonly #signal: CancelSignal | null | undefined;
  readonly #nextPage: () => Promise<unknown>;
  /** The rows at hand, the next one last. */
  #ready: Row[] = [];
  #ended = false;
  /** The end of the line: readers that do not wait for each other are served one after the other. */
  #line: Promise<void> = Promise.resolve();

  /** For the SDK itself: searches make these. `nextPage` fetches the next rows, none after the last. */
  constructor(signal: CancelSignal | null | undefined, nextPage: () => Promise<unknown>) {
    this.#signal = signal;
    this.#nextPage = nextPage;
  }

  /** The next row. */
  async next(): Promise<IteratorResult<Row, undefined>> {
    const leave = await this.#enter();
    try {
      // Who gave up is not handed the rows at hand: asking for a page is refused then, before anything is sent.
      if (!this.#ended && (this.#ready.length === 0 || this.#signal?.aborted)) {
        const rows = (await this.#nextPage()) as readonly Row[];
        this.#ready = [...rows].reverse();
        this.#ended = rows.length === 0;
      }
      return this.#ended ? { done: true, value: undefined } : { done: false, value: this.#ready.pop() as Row };
    } finally {
      leave();
    }
  }

  /** Ends the walk: no page is asked for any more. */
  async return(): Promise<IteratorResult<Row, undefined>> {
    const leave = await this.#enter();
    this.#ended = true;
    this.#ready = [];
    leave();
    return { done: true, value: undefined };
  }

  /** The same object: a second loop goes on where the first one stopped. */
  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Waits for those who came before. */
  async #enter(): Promise<() => void> {
    const before = this.#line;
    let leave = () => {};
    this.#line = new Promise((resolve) => {
      leave = resolve;
    });
    await before;
    return leave;
  }
}
