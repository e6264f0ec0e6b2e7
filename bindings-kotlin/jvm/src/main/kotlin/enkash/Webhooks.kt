package enkash

/**
 * Reads the gateway's notifications.
 *
 * A notification says what somebody claims: confirm it with `client.orders().get(..)` before acting on it.
 */
public object Webhooks {
    /** Reads the body as it came, before any framework touched it. */
    @JvmStatic
    @Throws(EnKashException::class)
    public fun parse(body: ByteArray): WebhookEvent = parseWebhook(body)

    /** Reads a body that a framework already turned into text. */
    @JvmStatic
    @Throws(EnKashException::class)
    public fun parse(body: String): WebhookEvent = parseWebhook(body.encodeToByteArray())
}
