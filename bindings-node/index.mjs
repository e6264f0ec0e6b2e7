// The CommonJS build under ESM names: one set of classes, however the package is loaded.
import enkash from './dist/index.js';

export * from './modules.mjs';

export const {
  AuthenticationError,
  CancelledError,
  Checkout,
  Client,
  ConfigurationError,
  ConnectionError,
  EnKashError,
  GatewayError,
  InternalError,
  OutcomeUnknownError,
  RateLimitedError,
  Secret,
  TimeoutError,
  UnavailableError,
  UnexpectedResponseError,
  ValidationError,
  observe,
  openTelemetry,
} = enkash;
