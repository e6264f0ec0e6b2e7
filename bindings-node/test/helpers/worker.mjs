// A worker with an environment of its own that uses the SDK and ends.

import { parentPort } from 'node:worker_threads';
import { Client, GatewayError } from 'enkash';

const client = Client.fromEnv();
const [order, error] = await Promise.all([
  client.orders.get('ORD1'),
  client.orders.get('NONE').catch((caught) => caught),
]);
parentPort.postMessage({ orderId: order.orderId, isGatewayError: error instanceof GatewayError });
