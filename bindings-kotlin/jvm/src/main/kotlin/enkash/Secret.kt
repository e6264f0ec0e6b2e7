package enkash

import java.security.MessageDigest

/**
 * Text that must not be seen: keys, tokens, card numbers. It never prints; [reveal] gives the text to whoever answers
 * for where it goes.
 */
public class Secret(
    private val text: String,
) {
    /** The text. */
    public fun reveal(): String = text

    override fun toString(): String = "Secret(***)"

    /** Takes the same time wherever the texts differ, so that comparing keys does not tell them. */
    override fun equals(other: Any?): Boolean =
        other is Secret && MessageDigest.isEqual(text.toByteArray(), other.text.toByteArray())

    override fun hashCode(): Int = text.hashCode()
}
