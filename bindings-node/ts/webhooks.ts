/** Notifications from the gateway: read, and not believed. */

import { native } from './addon.js';
import { toError } from './errors.js';
import type { WebhookEvent } from './generated.js';

/**
 * Reads a notification from the raw body of its request, JSON or form-encoded. Throws a `ValidationError` on anything
 * else. It says what somebody claims: confirm it with `client.orders.get` before acting on it.
 */
export function parse(body: Uint8Array | ArrayBuffer | string): WebhookEvent {
  try {
    return native.parseWebhook(body) as WebhookEvent;
  } catch (thrown) {
    throw toError(thrown, parse);
  }
}
