/** Finds the addon of this machine, and says plainly why it cannot be loaded. */

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ErrorDetails } from './errors.js';
import type { CallRecord } from './generated.js';

/** A client inside the addon. */
export type Handle = { readonly native: unique symbol };

/** A row of the operation table, as far as methods are made from it. */
export interface OperationRow {
  readonly resource: string;
  readonly method: string;
  /** Whether the first argument is an id. */
  readonly id: boolean;
  /** Whether the next argument is a request. */
  readonly takes: boolean;
  /** Whether the merchant's client has it. */
  readonly client: boolean;
  /** Whether the customer's client has it. */
  readonly checkout: boolean;
  /** Whether it is a search in pages. */
  readonly pages: boolean;
}

/** A row of the table of functions. */
export interface FunctionRow {
  readonly module: string;
  readonly name: string;
}

/** A walk over all rows of a search, inside the addon. */
export type Walk = { readonly walk: unique symbol };

/** What the addon offers. Whatever it refuses it throws as {@link ErrorDetails}. */
export interface Native {
  /** Takes a copy's functions, in place of those of an earlier copy, and answers the number after which its own begin. */
  help(helpers: {
    closeSecret(text: string): object;
    openSecret(value: unknown): string;
    printKeysOnly(extra: object): void;
    isPlain(value: object): boolean;
    told(ticketAndRecords: readonly [number, readonly CallRecord[]]): void;
    askStore(words: readonly string[]): void;
  }): number;
  operations(): readonly OperationRow[];
  /** `undefined` says that the store failed, `null` that it has nothing. */
  answerStore(question: number, said: string | null | undefined): void;
  open(settings: unknown, store: number | undefined): Handle;
  openCheckout(settings: unknown): Handle;
  openFromEnv(variables: object, store: number | undefined): Handle;
  close(handle: Handle): void;
  call(
    handle: Handle,
    index: number,
    id: unknown,
    request: unknown,
    ticket: number,
    aborted: boolean,
    watched: boolean,
  ): Promise<unknown>;
  cancel(ticket: number): void;
  /** The errors of calls that were given up in doubt. */
  takeDoubts(handle: Handle): readonly ErrorDetails[];
  /** For the SDK's own tests. */
  provokeFault(place: 'entry' | 'call' | 'answer', ticket: number): unknown;
  /** Always throws. */
  webhookNotGenuine(): never;
  parseWebhook(body: unknown, kind: unknown): unknown;
  functions(): readonly FunctionRow[];
  run(index: number, request: unknown): unknown;
  walk(index: number, request: unknown): Walk;
  nextPage(handle: Handle, walk: Walk, ticket: number, aborted: boolean, watched: boolean): Promise<unknown>;
}

/** `linux-x64-gnu`, `darwin-arm64`, `win32-x64`: the name of a build. */
export function platformName(): string {
  const name = `${process.platform}-${process.arch}`;
  return process.platform === 'linux' ? `${name}-${libc()}` : name;
}

function libc(): 'gnu' | 'musl' {
  // glibc tells its version here; musl has nothing to tell. Without the network section the report is quick to make.
  const report = process.report as { excludeNetwork?: boolean; getReport(): object };
  const before = report.excludeNetwork ?? false;
  report.excludeNetwork = true;
  try {
    const { header } = report.getReport() as { header?: { glibcVersionRuntime?: string } };
    return header?.glibcVersionRuntime ? 'gnu' : 'musl';
  } finally {
    // The application's own reports stay as it wants them.
    report.excludeNetwork = before;
  }
}

function builds(folder: string): string {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.node'));
    return names.length > 0 ? names.join(', ') : 'none';
  } catch {
    return 'none';
  }
}

/** Loads the addon. */
export function load(folder = join(__dirname, '..', 'native')): Native {
  const platform = platformName();
  const file = join(folder, `enkash.${platform}.node`);
  try {
    return require(file) as Native;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const message =
      `the EnKash addon for ${platform} (Node ${process.versions.node}) cannot be loaded: ${why.split('\n')[0]}. ` +
      `Builds in this package: ${builds(folder)}. Install the package on the machine that runs it, with the same Node.`;
    const details: ErrorDetails = {
      kind: 'Configuration',
      code: 'addon_not_loaded',
      text: message,
      message,
      attempts: 0,
      advice: 'never',
    };
    throw details;
  }
}
