/** Functions that need no gateway: they answer at once. */

import { native } from './addon.js';
import { attempt } from './errors.js';

const ROWS = native.functions();

/** The functions of a module as the table has them, and those that the facade adds. */
export function functionsOf<Module>(module: string, more: object = {}): Module {
  const functions: Record<string, unknown> = { ...more };
  ROWS.forEach((row, index) => {
    if (row.module === module) {
      const run = (request: unknown) => attempt(() => native.run(index, request), run);
      functions[row.name] = Object.defineProperty(run, 'name', { value: row.name });
    }
  });
  return Object.freeze(functions) as Module;
}
