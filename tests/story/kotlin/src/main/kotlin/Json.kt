// The little JSON that the story needs; the platform has none of its own.

/** A JSON object of the given keys; text is quoted, numbers and finished JSON stand as they are. */
fun json(vararg entries: Pair<String, Any>): Raw =
    Raw(
        entries.joinToString(",", "{", "}") { (key, value) ->
            "${quoted(key)}:${if (value is String) quoted(value) else value.toString()}"
        },
    )

/** Text that is JSON already. */
class Raw(
    private val text: String,
) {
    override fun toString(): String = text
}

/** A text of a flat JSON object. */
fun textOf(
    json: String,
    key: String,
): String? = Regex("\"$key\":\\s*\"([^\"]*)\"").find(json)?.groupValues?.get(1)

/** A whole number of a flat JSON object. */
fun numberOf(
    json: String,
    key: String,
): Long =
    Regex("\"$key\":\\s*(\\d+)")
        .find(json)
        ?.groupValues
        ?.get(1)
        ?.toLong() ?: error("no $key in $json")

private fun quoted(text: String): String =
    text.asSequence().joinToString("", "\"", "\"") { c ->
        when {
            c == '"' || c == '\\' -> "\\$c"
            c < ' ' -> "\\u%04x".format(c.code)
            else -> c.toString()
        }
    }
