// What a real shop has and a program on one machine has not: payers with phones, days that pass, and an address on the
// internet for notifications. The sandbox's control routes stand in for them (docs/sandbox.md).

import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';

const root = process.env.ENKASH_BASE_URL;
if (!root?.startsWith('http://')) {
  throw new Error(
    'start a sandbox and set the three variables that the README names; this program moves pretended money',
  );
}

/** Asks the sandbox for something that no merchant could ask a gateway for. */
export async function control(path, body) {
  const response = await fetch(`${root}/_sandbox/${path}`, body && { method: 'POST', body: JSON.stringify(body) });
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(`${path}: ${answer.error}`);
  }
  return answer;
}

/** The sandbox's present. */
export async function now() {
  return new Date((await control('clock')).now);
}

/** Lets time pass until an instant; what falls due on the way happens. */
export async function waitUntil(instant) {
  if (instant > (await now())) {
    await control('clock', { set: instant.toISOString() });
  }
}

/** Calls `handle(body)` for each notification. The answer is 200 when it has ended well; otherwise the sandbox tries again. */
export async function listen(handle) {
  const server = createServer(async (request, response) => {
    try {
      await handle(await buffer(request));
      response.end('{}');
    } catch (error) {
      console.error('a notification was not understood:', error);
      response.statusCode = 500;
      response.end();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  await control('notify-url', { url: `http://127.0.0.1:${server.address().port}/hook` });
  return {
    /** Waits until everything that is due has been delivered. */
    flush: () => control('webhooks/flush', {}),
    close: () => server.close(),
  };
}

/** Ends the program with what the sandbox's auditor has found, if anything. */
export async function audit() {
  const { findings, books } = await control('audit');
  if (findings.length > 0) {
    throw new Error(`the auditor found: ${findings.join('; ')}`);
  }
  console.log(`audit: nothing found, the books differ by ${books.imbalance}`);
}
