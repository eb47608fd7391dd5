package dev.lakefront.proxy;

import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;

/** A caller's request body on its way to the model server. */
sealed interface RequestBody {

    /** No body at all. */
    record None() implements RequestBody {}

    /** Small and held in memory: it goes out in one write and can be sent again. */
    record Whole(byte[] bytes) implements RequestBody {}

    /**
     * Passed on as it comes; it can be sent once.
     *
     * @param length in bytes; -1 for a chunked body
     */
    record Streamed(Flux<DataBuffer> content, long length) implements RequestBody {}

    /** Whether it can be sent a second time. */
    default boolean isReplayable() {
        return switch (this) {
            case None none -> true;
            case Whole whole -> true;
            case Streamed streamed -> false;
        };
    }
}
