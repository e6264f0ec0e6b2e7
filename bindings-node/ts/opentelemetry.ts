/** Calls as OpenTelemetry spans. The SDK does not depend on OpenTelemetry: the application passes its own in. */

import type { CallRecord } from './generated.js';
import { observe } from './observe.js';

/** What is used of `@opentelemetry/api`. */
export interface OpenTelemetryApi {
  /** Where tracers come from. */
  readonly trace: {
    /** The tracer of a library. */
    getTracer(name: string): {
      /** Begins a span; times are milliseconds since 1970. */
      startSpan(
        name: string,
        options: { kind: number; startTime: number; attributes: Record<string, string | number> },
      ): OpenTelemetrySpan;
    };
  };
  /** The kinds of spans. */
  readonly SpanKind: {
    /** Of a request that is sent. */
    readonly CLIENT: number;
  };
  /** What a span may say of its end. */
  readonly SpanStatusCode: {
    /** It failed. */
    readonly ERROR: number;
  };
}

/** What is used of a span. */
export interface OpenTelemetrySpan {
  /** Notes what happened within the span. */
  addEvent(name: string, attributes: Record<string, string | number>): unknown;
  /** Says how the span ended. */
  setStatus(status: { code: number; message: string }): unknown;
  /** Ends the span; milliseconds since 1970. */
  end(endTime: number): void;
}

/**
 * Has every call make a span; answers what ends that. A span has the operation's name and is a child of the span that is
 * active where the call is made. Its attributes are the path template and numbers, no id. Look-ups and the call for a
 * token have spans of their own.
 *
 * ```js
 * import * as api from '@opentelemetry/api';
 * import { openTelemetry } from 'enkash';
 *
 * openTelemetry(api);
 * ```
 */
export function openTelemetry(api: OpenTelemetryApi): () => void {
  const tracer = api.trace.getTracer('enkash');
  return observe((record) => {
    const startTime = record.startedAt.getTime();
    const span = tracer.startSpan(record.operation, {
      kind: api.SpanKind.CLIENT,
      startTime,
      attributes: attributes(record),
    });
    for (const { number, failure, decision } of record.attempts) {
      if (failure !== undefined) {
        span.addEvent('attempt failed', { number, failure, decision });
      }
    }
    if (record.code !== undefined) {
      span.setStatus({ code: api.SpanStatusCode.ERROR, message: record.code });
    }
    span.end(startTime + record.elapsedUs / 1000);
  });
}

function attributes(record: CallRecord): Record<string, string | number> {
  const attributes: Record<string, string | number> = {
    'http.request.method': record.method,
    'enkash.effect': record.effect,
    'enkash.outcome': record.outcome,
    'enkash.attempts': record.attempts.length,
  };
  const status = record.attempts.at(-1)?.httpStatus;
  if (record.template !== '') {
    attributes['url.template'] = record.template;
  }
  if (status !== undefined) {
    attributes['http.response.status_code'] = status;
  }
  if (record.code !== undefined) {
    attributes['error.type'] = record.outcome;
    attributes['enkash.code'] = record.code;
  }
  return attributes;
}
