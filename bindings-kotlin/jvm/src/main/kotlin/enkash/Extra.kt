package enkash

/**
 * What a record's fields do not carry, as a map from the gateway's own keys to raw JSON. Printing shows the keys only: nobody
 * knows what stands under them.
 */
public class Extra(
    private val json: Map<String, String> = emptyMap(),
) : Map<String, String> by json {
    override fun toString(): String = "Extra${keys.sorted()}"

    override fun equals(other: Any?): Boolean = json == other

    override fun hashCode(): Int = json.hashCode()
}
