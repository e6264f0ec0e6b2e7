/** What a call can fail with: one class for each kind, all with the same fields. */

import type { ErrorKind, RetryAdvice } from './generated.js';

/** Everything known about a failed call. Holds no key, token, card number, OTP or account number. */
export interface ErrorDetails {
  /** The kind: what the caller can do about it. */
  readonly kind: ErrorKind;
  /** Stable code for programs, such as `gateway_refused` or `field_invalid`. */
  readonly code: string;
  /** A sentence for people; `message` has what is known in brackets after it. */
  readonly text: string;
  /** The text, followed by what is known in brackets. */
  readonly message: string;
  /** Path of the refused field, such as `customerInfo.phoneNumber`. */
  readonly field?: string;
  /** The gateway's `response_code` or `resultCode`. */
  readonly gatewayCode?: number;
  /** The gateway's own words. */
  readonly gatewayText?: string;
  /** HTTP status of the last answer. */
  readonly httpStatus?: number;
  /** The operation by its name in every language, as in `orders.create`. */
  readonly operation?: string;
  /** The merchant's key of the call: merchant order id, request id, or the id it was about. */
  readonly reference?: string;
  /**
   * Of an {@link OutcomeUnknownError}: what is known of the call as one printable text without secrets. Store it;
   * `client.resolve` finds out what became of the call, also from another process or language.
   */
  readonly unresolved?: string;
  /** How many times the request was sent or tried. */
  readonly attempts: number;
  /** Whether to repeat. */
  readonly advice: RetryAdvice;
  /** Milliseconds after which the gateway wants to be asked again, at most 3600000. */
  readonly retryAfterMs?: number;
}

/** The base of every error of this SDK. */
export class EnKashError extends Error implements ErrorDetails {
  declare readonly kind: ErrorKind;
  declare readonly code: string;
  declare readonly text: string;
  declare readonly field?: string;
  declare readonly gatewayCode?: number;
  declare readonly gatewayText?: string;
  declare readonly httpStatus?: number;
  declare readonly operation?: string;
  declare readonly reference?: string;
  declare readonly unresolved?: string;
  declare readonly attempts: number;
  declare readonly advice: RetryAdvice;
  declare readonly retryAfterMs?: number;

  /** For the SDK itself; errors are caught, not made. */
  constructor(details: ErrorDetails) {
    const { message, ...known } = details;
    super(message);
    Object.assign(this, known);
  }

  /** The fields as a plain object, for logs. */
  toJSON(): Record<string, unknown> {
    const fields: Record<string, unknown> = Object.assign({ name: this.name, message: this.message }, this as object);
    // A code that no number holds exactly is a bigint, which JSON does not know.
    if (typeof fields['gatewayCode'] === 'bigint') {
      fields['gatewayCode'] = String(fields['gatewayCode']);
    }
    return fields;
  }
}

/** The client cannot be made or used like this: a missing key, a bad URL, a closed client. */
export class ConfigurationError extends EnKashError {}
/** A value was refused before anything was sent; `field` names it. */
export class ValidationError extends EnKashError {}
/** The gateway does not accept the keys or the token. */
export class AuthenticationError extends EnKashError {}
/** The gateway understood and refused; `gatewayCode` and `gatewayText` are its words. */
export class GatewayError extends EnKashError {}
/** Too many calls; this one was not applied. */
export class RateLimitedError extends EnKashError {}
/** The gateway could not be reached, or the connection broke under a call that changes nothing or may be made again. */
export class ConnectionError extends EnKashError {}
/** The deadline passed; nothing that changes anything had been sent. */
export class TimeoutError extends EnKashError {}
/** The gateway is down or overloaded; the call changes nothing, or has the same result when it is made again. */
export class UnavailableError extends EnKashError {}
/**
 * An answer that is not the gateway's, or not of a known shape; the call changes nothing, or has the same result when
 * it is made again.
 */
export class UnexpectedResponseError extends EnKashError {}
/**
 * The call may have been applied: its answer was lost, or it was given up, or only its repetition was refused. Do not
 * repeat it: find out by `reference`, as `text` says.
 */
export class OutcomeUnknownError extends EnKashError {}
/** The caller gave up before anything that changes anything was sent. */
export class CancelledError extends EnKashError {}
/** A fault of this SDK. */
export class InternalError extends EnKashError {}

const CLASSES: Readonly<Record<ErrorKind, new (details: ErrorDetails) => EnKashError>> = {
  Configuration: ConfigurationError,
  Validation: ValidationError,
  Authentication: AuthenticationError,
  Gateway: GatewayError,
  RateLimited: RateLimitedError,
  Connection: ConnectionError,
  Timeout: TimeoutError,
  Unavailable: UnavailableError,
  UnexpectedResponse: UnexpectedResponseError,
  OutcomeUnknown: OutcomeUnknownError,
  Cancelled: CancelledError,
  Internal: InternalError,
};

// Names of their own: a minifier renames classes, and logs look for these.
Object.defineProperty(EnKashError.prototype, 'name', { value: 'EnKashError', writable: true, configurable: true });
for (const [kind, type] of Object.entries(CLASSES)) {
  Object.defineProperty(type.prototype, 'name', { value: `${kind}Error`, writable: true, configurable: true });
}

/**
 * The error of what the addon threw; anything else is passed on as it is. The stack begins with the caller of `below`,
 * and a call that its signal ended has the signal's reason as its cause.
 */
export function toError(
  thrown: unknown,
  below: (...given: never[]) => unknown,
  signal?: { readonly aborted: boolean; readonly reason?: unknown } | null,
): unknown {
  if (thrown instanceof Error || typeof thrown !== 'object' || thrown === null || !('kind' in thrown)) {
    return thrown;
  }
  const details = thrown as ErrorDetails;
  const error = new CLASSES[details.kind](details);
  Error.captureStackTrace(error, below);
  if (signal?.aborted && (details.code === 'cancelled' || details.code === 'outcome_unknown')) {
    Object.defineProperty(error, 'cause', { value: signal.reason, configurable: true, writable: true });
  }
  return error;
}

/** Does what is refused at once, such as making a client. The stack of an error begins with the caller of `below`. */
export function attempt<T>(work: () => T, below: (...given: never[]) => unknown = attempt): T {
  try {
    return work();
  } catch (thrown) {
    throw toError(thrown, below);
  }
}
