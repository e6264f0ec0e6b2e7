// Node's runner of the faults: executes the director's commands; see tests/README.md.

import { inspect } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import * as enkash from 'enkash';
import { Checkout, Client, EnKashError, observe, webhooks } from 'enkash';

const modules = new Map(Object.entries(enkash));
const clients = new Map();
const started = new Map();
let texts = [];

const camel = (name) => name.replace(/_([a-z\d])/g, (_, letter) => letter.toUpperCase());

/** A value of the director under this language's names. No fault needs a map, whose keys would be left alone. */
function spell(value) {
  if (Array.isArray(value)) {
    return value.map(spell);
  }
  if (value === null || typeof value !== 'object') {
    return value;
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [camel(key), spell(inner)]));
}

function opened({ side, client, config }) {
  const made = side === 'checkout' ? new Checkout(spell(config)) : new Client(spell(config));
  texts.push(inspect(made), String(made), JSON.stringify(made) ?? '');
  clients.set(client, made);
  return {};
}

function called({ client, operation, id, request }, options) {
  const [resource, method] = operation.split('.').map(camel);
  const given = [id, request && spell(request)].filter((argument) => argument !== undefined);
  if (options) {
    given.push(options);
  }
  return clients.get(client)[resource][method](...given);
}

function event({ body, encoding, kind }) {
  if (kind === 'RETURN_PAGE') {
    return webhooks.parseReturn({ query: body });
  }
  return webhooks.parse(Buffer.from(body, encoding === 'base64' ? 'base64' : 'utf8'), kind && { kind });
}

/** What came of it for the director, and every text that a program could print or log about it. */
async function outcome(work) {
  try {
    const value = await work();
    texts.push(inspect(value, { depth: 9 }));
    return { value: value ?? {} };
  } catch (error) {
    texts.push(
      inspect(error, { depth: 9, showHidden: true }),
      String(error),
      error.stack ?? '',
      JSON.stringify(error) ?? '',
    );
    if (error instanceof EnKashError) {
      return { error: { ...error.toJSON(), kind: error.kind } };
    }
    return { crash: inspect(error) };
  }
}

const commands = {
  open: (command) => [outcome(async () => opened(command))],
  call: (command) => Array.from({ length: command.times ?? 1 }, () => outcome(() => called(command))),
  calls: ({ client, calls }) => calls.map((call) => outcome(() => called({ client, ...call }))),
  start(command) {
    const controller = new AbortController();
    started.set(command.call, { controller, outcome: outcome(() => called(command, { signal: controller.signal })) });
    return [{ value: {} }];
  },
  cancel({ call }) {
    const { controller, outcome: came } = started.get(call);
    controller.abort();
    return [came];
  },
  await: ({ call }) => [started.get(call).outcome],
  resolve: ({ client, unresolved }) => [outcome(() => clients.get(client).resolve(unresolved))],
  parse: (command) => [outcome(async () => event(command))],
  confirm: (command) => [outcome(async () => clients.get(command.client).webhooks.confirm(event(command)))],
  function({ operation, request }) {
    const [module, name] = operation.split('.').map(camel);
    return [outcome(async () => modules.get(module)[name](spell(request)))];
  },
  close: ({ client }) => [outcome(() => clients.get(client).close())],
  async forget() {
    await Promise.all([...clients.values()].map((client) => client.close()));
    clients.clear();
    started.clear();
    return [{ value: {} }];
  },
  run: (command) => [outcome(() => programs[command.program](command))],
};

const programs = { workers };

/** A worker uses a client and ends in the middle of a call; the main thread goes on with its own. */
async function workers({ config }) {
  const settings = spell(config);
  const client = new Client(settings);
  await client.orders.create({ merchantOrderId: 'WORKER0', amount: '499.00' });
  const worker = new Worker(new URL(import.meta.url), { workerData: { settings }, stdout: true, stderr: true });
  const told = await new Promise((resolve, reject) => {
    let last;
    worker.on('message', (message) => {
      last = message;
    });
    worker.on('error', reject);
    worker.on('exit', () => resolve(last));
  });
  const found = await client.orders.getByMerchantOrderId('WORKER1');
  const after = await client.orders.create({ merchantOrderId: 'WORKER2', amount: '499.00' });
  await client.close();
  return { found: found.merchantOrderId ?? told.found, made: told.made, after: after.orderId };
}

async function inWorker({ settings }) {
  const client = new Client(settings);
  const order = await client.orders.create({ merchantOrderId: 'WORKER1', amount: '499.00' });
  parentPort.postMessage({ made: order.orderId, found: 'WORKER1' });
  // Calls that are under way when the thread ends.
  for (let call = 0; call < 8; call += 1) {
    client.orders.get(order.orderId).catch(() => {});
  }
  setImmediate(() => process.exit(0));
}

async function main() {
  const url = `${process.env.ENKASH_FAULTS_URL}/next`;
  let told = {};
  for (;;) {
    // A bigint is a code that no number holds exactly.
    const body = JSON.stringify(told, (_, value) => (typeof value === 'bigint' ? String(value) : value));
    const command = await (await fetch(url, { method: 'POST', body })).json();
    if (command.do === 'done') {
      return;
    }
    let outcomes;
    try {
      outcomes = await Promise.all(await commands[command.do](command));
    } catch (error) {
      outcomes = [{ crash: inspect(error) }];
    }
    told = { outcomes, texts };
    texts = [];
  }
}

observe((record) => texts.push(inspect(record, { depth: 9, showHidden: true })));
process.on('unhandledRejection', (reason) => texts.push(`unhandled: ${inspect(reason)}`));
await (isMainThread ? main() : inWorker(workerData));
