/** Notifications from the gateway: read, and not believed. */

import { native } from './addon.js';
import { attempt } from './errors.js';
import type { WebhookEvent } from './generated.js';

/** What a caller knows about a notification beyond its body. */
export interface ParseOptions {
  /**
   * What notifications at this address are about. The gateway's notices of a payment and of a mandate's debit look alike: an
   * address of its own for debits tells them apart.
   */
  readonly kind?: Exclude<WebhookEvent['kind'], 'RETURN_PAGE' | 'UNKNOWN'> | null | undefined;
  /**
   * Says whether the notification is the gateway's own, for a shop that knows how the checksum is made: the gateway does not
   * publish it, so there is nothing built in. It answers at once; `event.body.reveal()` is the body as JSON text.
   */
  readonly verify?: ((event: WebhookEvent) => boolean) | null | undefined;
}

/** What `webhooks` has beyond the functions that all languages spell alike. */
export interface WebhooksMore {
  /**
   * Reads a notification from the raw body of its request, JSON or form-encoded. Throws a `ValidationError` on anything else,
   * and with the code `webhook_checksum` where `verify` says no. An event says what somebody claims:
   * `client.webhooks.confirm(event)` tells what is true. Ship when it agrees and is paid, at most once per order: by the id of
   * the order that the gateway answered. `event.key` recognises a notice that was seen before, and anybody can invent new ones.
   */
  parse(body: Uint8Array | ArrayBuffer | string, options?: ParseOptions | null): WebhookEvent;
}

export const more: WebhooksMore = {
  parse(body, options) {
    const event = attempt(() => native.parseWebhook(body, options?.kind), more.parse) as WebhookEvent;
    const { verify } = options ?? {};
    if (verify !== undefined && verify !== null) {
      const verdict: unknown = verify(event);
      if (typeof verdict !== 'boolean') {
        // A promise would count as a yes.
        throw new TypeError('verify must answer true or false, and at once');
      }
      if (!verdict) {
        attempt(() => native.webhookNotGenuine(), more.parse);
      }
    }
    return event;
  },
};
