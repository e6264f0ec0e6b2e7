/** What a record's fields do not carry: data like any other, but nobody knows what it is. */

import type { InspectOptions, inspect } from 'node:util';

/** Neither a key nor part of a comparison: the object stays what the gateway sent. */
const custom = Symbol.for('nodejs.util.inspect.custom');
const printer: PropertyDescriptor = {
  value(this: object, _depth: number, options: InspectOptions, show: typeof inspect): string {
    return `Extra ${show(Object.keys(this), options)}`;
  },
};

/** From now on `console.log` shows the object's keys and none of its values. */
export function printKeysOnly(extra: object): void {
  Object.defineProperty(extra, custom, printer);
}
