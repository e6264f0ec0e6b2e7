// Calls as spans of OpenTelemetry's own SDK, which the process is given once, and for good.

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import * as api from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { Client, GatewayError, openTelemetry } from 'enkash';
import { ACCESS_KEY, refusal, SECRET_KEY, startGateway, success, TOKEN } from './helpers/gateway.mjs';

const exporter = new InMemorySpanExporter();
const tracer = api.trace.getTracer('shop');
let gateway;
let end;

before(async () => {
  api.context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  api.trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
  gateway = await startGateway(({ method }) =>
    method === 'GET' ? refusal(404, 'planted-words') : success({ orderId: 'ORDPLANTED1' }),
  );
  end = openTelemetry(api);
});
after(async () => {
  end();
  await gateway.stop();
});
beforeEach(() => exporter.reset());

/** The spans that the SDK's calls have made, and nobody else's. */
const finished = () => exporter.getFinishedSpans().filter((span) => span.instrumentationScope.name === 'enkash');

test("OpenTelemetry's own SDK takes the spans", async () => {
  const client = new Client(gateway.settings);
  const sale = await tracer.startActiveSpan('sale', async (sale) => {
    await client.orders.create({ merchantOrderId: 'PLANTEDINV1', amount: '499.00' });
    await assert.rejects(client.orders.get('ORDPLANTED1'), GatewayError);
    sale.end();
    return sale.spanContext();
  });
  await client.orders.create({ merchantOrderId: 'PLANTEDINV2', amount: '499.00' });
  await client.close();

  const spans = finished();
  assert.deepEqual(
    spans.map((span) => [span.name, span.attributes['url.template']]),
    [
      ['auth.token', '/api/v0/merchant/token'],
      ['orders.create', '/api/v0/orders'],
      ['orders.get', '/api/v0/orders/{order_id}'],
      ['orders.create', '/api/v0/orders'],
    ],
  );
  assert.ok(spans.every((span) => span.kind === api.SpanKind.CLIENT && span.ended));
  const nanoseconds = ([seconds, rest]) => BigInt(seconds) * 1_000_000_000n + BigInt(rest);
  assert.ok(spans.every((span) => nanoseconds(span.endTime) > nanoseconds(span.startTime)));
  // Children of the span in which the call was made; the last call was made in none.
  assert.deepEqual(
    spans.map((span) => span.parentSpanContext?.spanId),
    [sale.spanId, sale.spanId, sale.spanId, undefined],
  );
  assert.deepEqual(
    spans.map((span) => span.spanContext().traceId === sale.traceId),
    [true, true, true, false],
  );
  assert.deepEqual(spans[1].attributes, {
    'http.request.method': 'POST',
    'http.response.status_code': 200,
    'url.template': '/api/v0/orders',
    'enkash.effect': 'create',
    'enkash.outcome': 'ok',
    'enkash.attempts': 1,
  });
  const [token, created, refused] = spans;
  assert.deepEqual(refused.status, { code: api.SpanStatusCode.ERROR, message: 'gateway_refused' });
  assert.equal(refused.attributes['error.type'], 'Gateway');
  assert.deepEqual(
    refused.events.map((event) => [event.name, event.attributes.failure]),
    [['attempt failed', 'refused']],
  );
  for (const span of [token, created]) assert.equal(span.status.code, api.SpanStatusCode.UNSET);
  const text = JSON.stringify(
    spans.map(({ name, attributes, events, status, links }) => [name, attributes, events, status, links]),
  );
  for (const planted of ['PLANTED', 'planted', ACCESS_KEY, SECRET_KEY, TOKEN]) {
    assert.ok(!text.includes(planted), `${planted} in ${text}`);
  }
});

test('a span is a child of the span of its own call', async () => {
  const client = new Client(gateway.settings);
  await client.orders.create({ merchantOrderId: 'INV0', amount: '1.00' });
  const sale = (name) =>
    tracer.startActiveSpan(name, async (span) => {
      await client.orders.create({ merchantOrderId: `INV${name}`, amount: '1.00' });
      span.end();
      return span.spanContext().spanId;
    });
  const sales = await Promise.all([sale('A'), sale('B'), sale('C')]);
  await client.close();
  const parents = finished().flatMap((span) => span.parentSpanContext?.spanId ?? []);
  assert.deepEqual(parents.sort(), sales.sort());
});
