/** Text that must not be seen: keys, tokens, card numbers. */

const inspect = Symbol.for('nodejs.util.inspect.custom');

/**
 * Text that never prints: not by `console.log`, not in JSON, not in a template string.
 *
 * ```js
 * const key = new Secret('sk_live_1');
 * String(key); // '***'
 * key.reveal(); // 'sk_live_1'
 * ```
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    if (typeof text !== 'string') {
      throw new TypeError('a Secret is made from a string');
    }
    this.#text = text;
    Object.freeze(this);
  }

  /** The text. Whoever calls this answers for where it goes. */
  reveal(): string {
    return this.#text;
  }

  /** Three stars. */
  toString(): string {
    return '***';
  }

  /** Three stars. */
  toJSON(): string {
    return '***';
  }

  /** What `console.log` shows: three stars. */
  [inspect](): string {
    return 'Secret(***)';
  }
}
