/** Signals that end calls: one listener for all calls of a signal, as Node warns about a signal with more than ten. */

import { native } from './addon.js';

/** An `AbortSignal`, as far as it is used; declared here so that these types need no others. */
export interface CancelSignal {
  /** Whether it has been given. */
  readonly aborted: boolean;
  /** Why, in the caller's words; it becomes the `cause` of the error. */
  readonly reason?: unknown;
  /** Is called once for all calls that wait for it. */
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  /** Is called when the last of these calls has ended. */
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** The open calls of a signal; here only while there are some, so that nothing keeps a signal alive. */
const groups = new Map<CancelSignal, { readonly tickets: Set<number>; readonly stop: () => void }>();

/** Ends the call of a ticket when the signal says so. The returned function must be called when the call has ended. */
export function watch(signal: CancelSignal, ticket: number): () => void {
  let group = groups.get(signal);
  if (!group) {
    const tickets = new Set<number>();
    const stop = () => {
      for (const open of tickets) {
        native.cancel(open);
      }
    };
    signal.addEventListener('abort', stop, { once: true });
    group = { tickets, stop };
    groups.set(signal, group);
  }
  const { tickets, stop } = group;
  tickets.add(ticket);
  return () => {
    tickets.delete(ticket);
    // A signal may live as long as the process and see thousands of calls.
    if (tickets.size === 0) {
      signal.removeEventListener('abort', stop);
      groups.delete(signal);
    }
  };
}
