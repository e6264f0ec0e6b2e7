//  Notifications of the gateway.

import Foundation

/// Reads the gateway's notifications.
///
/// A notification says what somebody claims: confirm it with `client.orders().get(..)` before acting on it.
public enum Webhooks {
    /// Reads the body as it came, before any framework touched it.
    public static func parse(_ body: Data) throws -> WebhookEvent {
        try parseWebhook(body)
    }

    /// Reads a body that a framework already turned into text.
    public static func parse(_ body: String) throws -> WebhookEvent {
        try parseWebhook(Data(body.utf8))
    }
}
