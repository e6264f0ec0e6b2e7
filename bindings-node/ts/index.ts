/** Independent SDK for the EnKash payment gateway (India). Not the gateway's own. */

/// <reference lib="esnext.disposable" preserve="true" />

export type { CallOptions } from './calls.js';
export { Checkout } from './checkout.js';
export { Client, type StoreOption } from './client.js';
export {
  AuthenticationError,
  CancelledError,
  ConfigurationError,
  ConnectionError,
  EnKashError,
  type ErrorDetails,
  GatewayError,
  InternalError,
  OutcomeUnknownError,
  RateLimitedError,
  TimeoutError,
  UnavailableError,
  UnexpectedResponseError,
  ValidationError,
} from './errors.js';
export type * from './generated.js';
export * from './modules.js';
export { type Observer, observe } from './observe.js';
export { type OpenTelemetryApi, type OpenTelemetrySpan, openTelemetry } from './opentelemetry.js';
export type { Rows } from './rows.js';
export { Secret } from './secret.js';
export type { CancelSignal } from './signals.js';
export type { TokenStore } from './store.js';
export type { ParseOptions, WebhooksMore } from './webhooks.js';
