// A gateway that answers what a test tells it to, and remembers what it was asked.

import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

export const ACCESS_KEY = 'access-key-of-the-tests';
export const SECRET_KEY = 'secret-key-of-the-tests';
export const TOKEN = 'token-of-the-tests';

/** The answer in the gateway's usual envelope; text is taken as it is, so that a test can choose each digit. */
export function success(payload) {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return { body: `{"response_code":0,"response_message":"Success","payload":${text}}` };
}

/** A refusal on HTTP 200. */
export function refusal(code, message) {
  return { body: JSON.stringify({ response_code: code, response_message: message, payload: null }) };
}

/** Never answers. */
export const silence = Symbol('silence');

/**
 * Starts a gateway; `answer(request)` tells `{ status?, type?, body }` or `silence`. The token call is answered for it.
 */
export async function startGateway(answer) {
  const seen = [];
  const server = createServer(async (request, response) => {
    const asked = { method: request.method, path: request.url, headers: request.headers, body: await text(request) };
    if (request.url === '/api/v0/merchant/token') {
      response.setHeader('content-type', 'application/json');
      response.end(success({ token: TOKEN, expiry: Date.now() + 86_400_000 }).body);
      return;
    }
    seen.push(asked);
    server.emit('asked', asked);
    const told = await answer(asked);
    if (told === silence) {
      return;
    }
    response.statusCode = told.status ?? 200;
    response.setHeader('content-type', told.type ?? 'application/json');
    response.end(told.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const baseUrl = `http://127.0.0.1:${server.address().port}`;
  return {
    baseUrl,
    seen,
    settings: { accessKey: ACCESS_KEY, secretKey: SECRET_KEY, baseUrl },
    /** The next request that is not the token call. */
    asked: () => once(server, 'asked'),
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
