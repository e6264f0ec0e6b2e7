//  Notifications of the gateway.

import Foundation

/// Reads the gateway's notifications and the address with which a payer's browser comes back.
///
/// What it reads is what somebody claims: pass it to `client.webhooks().confirm(event)`, which asks the gateway what is
/// true, before acting on it. Ship when it agrees and is paid, at most once per order: by the id of the order that the
/// gateway answered, under a unique constraint. An event's `key` recognises a notice that was seen before, and anybody can
/// invent new ones.
public enum Webhooks {
    /// Reads the body as it came, before any framework touched it: JSON or form-encoded, at most 1 MiB.
    ///
    /// `kind` says what the address it came to is for, where that is known: a payment and a mandate's debit look alike.
    /// `verify` is the caller's own check, for the gateway publishes none; where it answers false, the result is a
    /// `Validation` error with code `webhook_checksum`. A body that is no notification is one with the field `body`.
    public static func parse(
        _ body: Data, kind: WebhookKind? = nil, verify: ((WebhookEvent) throws -> Bool)? = nil
    ) throws -> WebhookEvent {
        let event = try parseWebhook(body, kind)
        guard let verify else {
            return event
        }
        return try verifiedWebhook(event, verify(event))
    }

    /// The same for a body that a framework already turned into text.
    public static func parse(
        _ body: String, kind: WebhookKind? = nil, verify: ((WebhookEvent) throws -> Bool)? = nil
    ) throws -> WebhookEvent {
        try parse(Data(body.utf8), kind: kind, verify: verify)
    }

    /// Reads the query with which the payer's browser came back, with or without `?`. It names what to ask about and says
    /// nothing of the outcome: anybody can type such an address.
    public static func parseReturn(_ query: String) throws -> WebhookEvent {
        try webhooksParseReturn(ReturnQuery(query: query))
    }
}
