package dev.lakefront.proxy;

import dev.lakefront.usage.ModelTokens;
import dev.lakefront.usage.UsageRecord;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds out what usage wants to know of an answer, in its bytes as they pass: nothing is held back, copied or changed. */
sealed interface AnswerScanner permits TokenScanner, RowScanner {

    /** Answers that are larger, such as embeddings of whole books, are not looked at: that would cost milliseconds. */
    int LARGEST = 1024 * 1024;

    /** Absent where nothing can be found: an error, a packed answer, one that is too large or no JSON. */
    static @Nullable AnswerScanner of(Call call, HttpHeaders answer, int status) {
        if (status >= 300 || answer.contains(HttpHeaderNames.CONTENT_ENCODING)) {
            return null;
        }
        String type = answer.get(HttpHeaderNames.CONTENT_TYPE, "").toLowerCase(Locale.ROOT);
        boolean events = type.startsWith("text/event-stream") || type.contains("ndjson") || type.contains("jsonl");
        boolean document =
                !events && type.contains("json") && answer.getInt(HttpHeaderNames.CONTENT_LENGTH, 0) <= LARGEST;
        return switch (call.target().requiredApi().document().task()) {
            case CHAT, COMPLETIONS, EMBEDDINGS, AGENT -> {
                if (events) {
                    yield TokenScanner.ofEvents();
                }
                yield document ? TokenScanner.ofDocument() : null;
            }
            case TABULAR, FEATURES, CUSTOM -> document ? new RowScanner() : null;
        };
    }

    /** Looks at what can be read of this piece, and leaves it as it is. */
    void scan(ByteBuf piece);

    /** What a language model counted; absent when it said nothing, or not yet. */
    default @Nullable ModelTokens tokens() {
        return null;
    }

    /** How many rows a tabular model answered; {@link UsageRecord#UNKNOWN_ROWS} when that is not known, or not yet. */
    default long rows() {
        return UsageRecord.UNKNOWN_ROWS;
    }
}
