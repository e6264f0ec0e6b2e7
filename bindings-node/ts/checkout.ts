/** The customer's client: no key goes in, so none can leak. */

import { native } from './addon.js';
import { Calls, equip } from './calls.js';
import { attempt, type OutcomeUnknownError } from './errors.js';
import type { CheckoutConfig, CheckoutResources, ClientConfig } from './generated.js';

// Merged with the class below: it gives the namespaces their types.
export interface Checkout extends CheckoutResources {}

/**
 * A payer's side of an order. It holds no key and cannot be given one: what it may do follows from the order id that the
 * merchant's server hands out.
 *
 * ```js
 * const checkout = new Checkout({ baseUrl });
 * const order = await checkout.orders.details('ORD1784195236818VZuxB');
 * await checkout.close();
 * ```
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor sets exactly these properties.
export class Checkout {
  readonly #calls: Calls;

  /**
   * Checks the settings; nothing is sent before the first call. Throws a `ConfigurationError`. Settings that only the
   * merchant's client has, its keys first of all, are refused by the compiler as well.
   */
  constructor(
    config: CheckoutConfig & { readonly [Setting in Exclude<keyof ClientConfig, keyof CheckoutConfig>]?: never } = {},
  ) {
    this.#calls = new Calls(attempt(() => native.openCheckout(config)));
    equip(this, 'checkout', this.#calls);
  }

  /**
   * The errors of charges that were given up by their signal while it was in doubt whether they were made, for a program that
   * no longer listens to their promises. Each is told once; at most 1,000 are kept. Find out about each before you repeat it.
   */
  takeDoubts(): OutcomeUnknownError[] {
    return this.#calls.takeDoubts();
  }

  /** Closes the client: every later call is a `ConfigurationError`. The promise is fulfilled when the calls in flight have ended. */
  close(): Promise<void> {
    return this.#calls.close();
  }

  /** `await using checkout = new Checkout(...)` closes it at the end of the block. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
