package enkash

import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow

/** A flow over pages, one walk per collector; the next page is asked for when the collector has taken the last row. */
internal fun <P : AutoCloseable, R> rowsOf(
    open: () -> P,
    next: suspend P.() -> List<R>,
): Flow<R> =
    flow {
        open().use { pages ->
            var rows = pages.next()
            while (rows.isNotEmpty()) {
                rows.forEach { emit(it) }
                rows = pages.next()
            }
        }
    }
