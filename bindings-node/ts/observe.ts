/** What is told about a call when it has ended. */

import type { CallRecord } from './generated.js';

/** Is told about a call. */
export type Observer = (record: CallRecord) => void;

/** The records of calls whose promises are about to be settled, by ticket. */
export const told = new Map<number, readonly CallRecord[]>();

const observers = new Set<{ readonly observer: Observer }>();

/** Whether anybody looks; if not, nothing is collected. */
export function isWatched(): boolean {
  return observers.size > 0;
}

/** Tells the observers what came of a call. */
export function tell(ticket: number): void {
  const records = told.get(ticket);
  if (records === undefined) {
    return;
  }
  told.delete(ticket);
  for (const record of records) {
    for (const { observer } of observers) {
      try {
        observer(record);
      } catch (thrown) {
        // It must not cost the call its answer, and must not be lost either.
        queueMicrotask(() => {
          throw thrown;
        });
      }
    }
  }
}

/**
 * Has a function told about every call of every client in this thread when it has ended; answers what ends that.
 *
 * A record holds no id, key or body. The function runs in the asynchronous context of the call, before the call's promise
 * is settled. What it throws costs the call nothing and is an uncaught exception, which by default ends the process: catch in it
 * what may go wrong.
 *
 * ```js
 * const end = observe((call) => logger.info(call.text));
 * ```
 */
export function observe(observer: Observer): () => void {
  if (typeof observer !== 'function') {
    throw new TypeError('an observer is a function of a record');
  }
  // An entry of its own, so that one function may observe twice.
  const entry = { observer };
  observers.add(entry);
  return () => {
    observers.delete(entry);
  };
}
