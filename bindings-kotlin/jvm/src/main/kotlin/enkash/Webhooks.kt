package enkash

/**
 * Reads the gateway's notifications and the address with which a payer's browser comes back.
 *
 * What it reads is what somebody claims: pass it to `client.webhooks().confirm(event)`, which asks the gateway what is
 * true, before acting on it. Ship when it agrees and is paid, at most once per order: by the id of the order that the
 * gateway answered, under a unique constraint. An event's `key` recognises a notice that was seen before, and anybody can
 * invent new ones.
 */
public object Webhooks {
    /**
     * Reads the body as it came, before any framework touched it: JSON or form-encoded, at most 1 MiB.
     *
     * [kind] says what the address it came to is for, where that is known: a payment and a mandate's debit look alike.
     * [verify] is the caller's own check, for the gateway publishes none; where it answers false, the result is a
     * [EnKashException.Validation] with code `webhook_checksum`. A body that is no notification is one with the field `body`.
     */
    @JvmStatic
    @JvmOverloads
    @Throws(EnKashException::class)
    public fun parse(
        body: ByteArray,
        kind: WebhookKind? = null,
        verify: ((WebhookEvent) -> Boolean)? = null,
    ): WebhookEvent {
        val event = parseWebhook(body, kind)
        return if (verify == null) event else verifiedWebhook(event, verify(event))
    }

    /** The same for a body that a framework already turned into text. */
    @JvmStatic
    @JvmOverloads
    @Throws(EnKashException::class)
    public fun parse(
        body: String,
        kind: WebhookKind? = null,
        verify: ((WebhookEvent) -> Boolean)? = null,
    ): WebhookEvent = parse(body.encodeToByteArray(), kind, verify)

    /**
     * Reads the query with which the payer's browser came back, with or without `?`. It names what to ask about and says
     * nothing of the outcome: anybody can type such an address.
     */
    @JvmStatic
    @Throws(EnKashException::class)
    public fun parseReturn(query: String): WebhookEvent = webhooksParseReturn(ReturnQuery(query))
}
