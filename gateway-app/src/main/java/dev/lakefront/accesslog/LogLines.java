package dev.lakefront.accesslog;

import dev.lakefront.usage.ModelTokens;
import dev.lakefront.usage.UsageRecord;
import dev.lakefront.usage.UsageRecord.Target;
import dev.lakefront.usage.UsageRecord.Times;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes calls as JSON lines with the names of the Elastic Common Schema, and our own below {@code lakefront.}.
 *
 * <p>No query, no header but the request's id, no body. Every character that could end a line, a string or a terminal's
 * mood is escaped: a line is plain ASCII. Anything in a path that looks like one of our keys is hidden.
 *
 * <p>Not thread-safe; one buffer serves all lines.
 *
 * @see <a href="https://www.elastic.co/docs/reference/ecs">Elastic Common Schema</a>
 */
final class LogLines {

    private static final int LONGEST_PATH = 1024;
    private static final Pattern KEY = Pattern.compile("lf_[A-Za-z0-9_]+");
    private static final String HIDDEN = "lf_[hidden]";

    private static final byte[] DURATION = JsonBuffer.name("event.duration");
    private static final byte[] REQUEST_ID = JsonBuffer.name("http.request.id");
    private static final byte[] TRACE_ID = JsonBuffer.name("trace.id");
    private static final byte[] METHOD = JsonBuffer.name("http.request.method");
    private static final byte[] PATH = JsonBuffer.name("url.path");
    private static final byte[] CLIENT = JsonBuffer.name("client.ip");
    private static final byte[] STATUS = JsonBuffer.name("http.response.status_code");
    private static final byte[] REQUEST_BYTES = JsonBuffer.name("http.request.body.bytes");
    private static final byte[] RESPONSE_BYTES = JsonBuffer.name("http.response.body.bytes");
    private static final byte[] API = JsonBuffer.name("lakefront.api");
    private static final byte[] OPERATION = JsonBuffer.name("lakefront.operation");
    private static final byte[] WORKSPACE = JsonBuffer.name("lakefront.workspace");
    private static final byte[] PRODUCT = JsonBuffer.name("lakefront.product");
    private static final byte[] SUBSCRIPTION = JsonBuffer.name("lakefront.subscription");
    private static final byte[] OUTCOME = JsonBuffer.name("lakefront.outcome");
    private static final byte[] PROBLEM = JsonBuffer.name("lakefront.problem");
    private static final byte[] ATTEMPTS = JsonBuffer.name("lakefront.attempts");
    private static final byte[] FIRST_BYTE_MS = JsonBuffer.name("lakefront.first_byte_ms");
    private static final byte[] UPSTREAM_MS = JsonBuffer.name("lakefront.upstream_ms");

    private static final byte[] INPUT_TOKENS = JsonBuffer.name("gen_ai.usage.input_tokens");
    private static final byte[] OUTPUT_TOKENS = JsonBuffer.name("gen_ai.usage.output_tokens");

    private static final byte[] BEGIN = ascii("{\"@timestamp\":\"");
    private static final byte[] POINT = ascii(".");
    private static final byte[] DATASET = ascii("Z\",\"ecs.version\":\"8.11\",\"event.dataset\":\"lakefront.access\"");
    private static final byte[] END = ascii("}\n");

    private final JsonBuffer json = new JsonBuffer();
    private final boolean withClient;
    private long second = Long.MIN_VALUE;
    private byte[] secondText = {};

    LogLines(boolean withClient) {
        this.withClient = withClient;
    }

    JsonBuffer buffer() {
        return json;
    }

    void append(UsageRecord usage) {
        json.raw(BEGIN);
        time(usage.endedAt());
        json.raw(DATASET);
        json.number(DURATION, usage.times().total());
        request(usage.request());
        if (usage.status() != UsageRecord.NO_STATUS) {
            json.number(STATUS, usage.status());
        }
        json.number(REQUEST_BYTES, usage.requestBytes());
        json.number(RESPONSE_BYTES, usage.responseBytes());
        target(usage.target());
        json.text(OUTCOME, usage.outcome().word());
        text(PROBLEM, usage.problem());
        json.number(ATTEMPTS, usage.attempts());
        if (usage.times().firstByte() != Times.NEVER) {
            json.milliseconds(FIRST_BYTE_MS, usage.times().firstByte());
        }
        if (usage.attempts() > 0) {
            json.milliseconds(UPSTREAM_MS, usage.times().upstream());
        }
        tokens(usage.tokens());
        json.raw(END);
    }

    /** Many lines fall into one second, and dates are slow to write. */
    private void time(long millis) {
        long asked = Math.floorDiv(millis, 1000L);
        if (asked != second) {
            second = asked;
            // Without its Z, which follows the milliseconds.
            String text = Instant.ofEpochSecond(asked).toString();
            secondText = text.substring(0, text.length() - 1).getBytes(StandardCharsets.US_ASCII);
        }
        json.raw(secondText);
        json.raw(POINT);
        json.threeDigits(Math.floorMod(millis, 1000L));
    }

    private void request(UsageRecord.Request request) {
        json.text(REQUEST_ID, request.id());
        json.text(TRACE_ID, request.traceId());
        json.text(METHOD, request.method());
        String path = request.path();
        String shown = path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) : path;
        json.text(PATH, shown.contains("lf_") ? KEY.matcher(shown).replaceAll(HIDDEN) : shown);
        if (withClient && request.client() != null) {
            json.text(CLIENT, request.client().getHostAddress());
        }
    }

    private void target(Target target) {
        text(API, target.api());
        text(OPERATION, target.operation());
        text(WORKSPACE, target.workspace());
        text(PRODUCT, target.product());
        text(SUBSCRIPTION, target.subscription());
    }

    private void tokens(@Nullable ModelTokens tokens) {
        if (tokens != null) {
            json.number(INPUT_TOKENS, tokens.input());
            json.number(OUTPUT_TOKENS, tokens.output());
        }
    }

    private void text(byte[] name, @Nullable String value) {
        if (value != null) {
            json.text(name, value);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
