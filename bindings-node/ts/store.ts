/** Where clients and processes share one token, as the caller sees it and as the addon asks it. */

import { ConfigurationError } from './errors.js';
import { next } from './numbers.js';

/**
 * A store in which many processes share one token. Values are sealed text; what the store loses, refuses or answers after
 * more than two seconds costs a token call and never a payment.
 *
 * ```js
 * const tokenStore = {
 *   get: (key) => redis.get(key),
 *   set: (key, value, seconds) => redis.set(key, value, { EX: seconds }),
 *   add: (key, value, seconds) => redis.set(key, value, { EX: seconds, NX: true }),
 * };
 * ```
 */
export interface TokenStore {
  /** What is stored under the key; nothing, if nothing is. */
  get(key: string): string | null | undefined | PromiseLike<string | null | undefined>;
  /** Stores the value for so many seconds, in place of any other. */
  set(key: string, value: string, seconds: number): unknown;
  /**
   * Stores the value if nothing is there, and answers something truthy if it did. With it, processes that start together
   * agree on the one that fetches the token; without it, two of them may.
   */
  add?(key: string, value: string, seconds: number): unknown;
}

/** The stores of open clients, by the numbers that the addon knows them by. */
const stores = new Map<number, TokenStore>();

/** Calls that can no longer be made, because their client is not closed but forgotten, let go of its store too. */
const forgotten = new FinalizationRegistry<number>((number) => stores.delete(number));

/** Takes a store; `null` and `undefined` are none. */
export function enrol(store: unknown): number | undefined {
  if (store === undefined || store === null) {
    return undefined;
  }
  const { get, set } = store as Partial<TokenStore>;
  if (typeof get !== 'function' || typeof set !== 'function') {
    const text = 'tokenStore must have get(key) and set(key, value, seconds)';
    const known = { kind: 'Configuration', code: 'field_invalid', field: 'tokenStore', attempts: 0 } as const;
    throw new ConfigurationError({ ...known, advice: 'never', text, message: text });
  }
  const number = next();
  stores.set(number, store as TokenStore);
  return number;
}

/** The store goes with what makes the calls that may need it. */
export function follow(calls: object, number: number | undefined): void {
  if (number !== undefined) {
    forgotten.register(calls, number);
  }
}

/** Lets go of a store. */
export function dismiss(number: number | undefined): void {
  if (number !== undefined) {
    stores.delete(number);
  }
}

/** Asks a store; what it throws is not shown, because it may hold what was stored. */
export async function ask(
  [question, number, method, key, value, seconds]: readonly string[],
  answer: (question: number, said: string | null | undefined) => void,
): Promise<void> {
  const told = (said: string | null | undefined) => answer(Number(question), said);
  try {
    const store = stores.get(Number(number));
    if (!store) {
      told(undefined);
    } else if (method === 'get') {
      const found = await store.get(String(key));
      told(typeof found === 'string' ? found : null);
    } else if (method === 'set') {
      await store.set(String(key), String(value), Number(seconds));
      told(null);
    } else if (typeof store.add === 'function') {
      told((await store.add(String(key), String(value), Number(seconds))) ? 'added' : null);
    } else {
      told('');
    }
  } catch {
    told(undefined);
  }
}
