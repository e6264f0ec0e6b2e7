// CPU per call of the Node client: `node.mjs CALLS IN_FLIGHT`, keys and URL from the environment.

import { Client } from 'enkash';

const [calls, inFlight] = process.argv.slice(2).map(Number);
const client = Client.fromEnv();

async function worker(count) {
  for (let call = 0; call < count; call++) {
    const order = await client.orders.get('ORD1784195236818VZuxB');
    if (order.orderStatus !== 'PAID') throw new Error(`the order is ${order.orderStatus}`);
  }
}

async function run(count) {
  const each = Math.floor(count / inFlight);
  await Promise.all(Array.from({ length: inFlight }, () => worker(each)));
  return each * inFlight;
}

await run(inFlight * 4);
const before = process.cpuUsage();
const started = performance.now();
const made = await run(calls);
const used = process.cpuUsage(before);
const wall = (performance.now() - started) / 1000;
console.log(JSON.stringify({ calls: made, cpu: (used.user + used.system) / 1e6, wall }));
await client.close();
