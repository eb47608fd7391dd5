package dev.lakefront.portal.tryit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * What came back, made ready for a page without a script.
 *
 * @param status nothing came back where it is 0
 * @param body laid out where it is JSON
 * @param cut whether there is more of the body than is shown
 * @param upstreamMillis absent when no model server was asked
 * @param mock whether it was made from the document
 * @param failure why nothing came back; absent when something did
 */
record Answer(
        int status,
        List<Header> headers,
        String body,
        boolean cut,
        long firstByteMillis,
        long totalMillis,
        @Nullable String upstreamMillis,
        boolean mock,
        @Nullable String failure) {

    private static final Pattern UPSTREAM = Pattern.compile("upstream;dur=([0-9.]+)");
    /** Model servers may send such headers too, with any number. */
    private static final Pattern LEFT = Pattern.compile("\"([^\"]*)\";r=(\\d{1,18})(?!\\d)(?:;t=(\\d+))?");

    private static final Pattern QUOTA = Pattern.compile("\"([^\"]*)\";q=(\\d{1,18})(?!\\d)");

    record Header(String name, String value) {}

    /** How much of a limit is left. */
    record LimitLeft(
            String name, long left, long of, @Nullable String seconds) {}

    static Answer received(
            int status, HttpHeaders headers, String text, boolean cut, long firstByteMillis, long totalMillis) {
        String timing = String.join(",", headers.getOrEmpty("Server-Timing"));
        Matcher upstream = UPSTREAM.matcher(timing);
        return new Answer(
                status,
                listed(headers),
                JsonLayout.of(text).orElse(text),
                cut,
                firstByteMillis,
                totalMillis,
                upstream.find() ? upstream.group(1) : null,
                false,
                null);
    }

    static Answer mocked(MockAnswer mock) {
        return new Answer(200, listed(mock.headers()), mock.text(), false, 0, 0, null, true, null);
    }

    static Answer failed(String failure) {
        return new Answer(0, List.of(), "", false, 0, 0, null, false, failure);
    }

    private static List<Header> listed(HttpHeaders headers) {
        return headers.headerSet().stream()
                .flatMap(entry -> entry.getValue().stream().map(value -> new Header(entry.getKey(), value)))
                .toList();
    }

    public boolean succeeded() {
        return status >= 200 && status < 300;
    }

    /** The status with its words. */
    public String title() {
        HttpStatus known = HttpStatus.resolve(status);
        return known == null ? Integer.toString(status) : status + " " + known.getReasonPhrase();
    }

    /** Empty when there is none. */
    public String requestId() {
        return header("X-Request-Id");
    }

    /** As the {@code RateLimit} headers say. */
    public List<LimitLeft> limits() {
        Matcher quotas = QUOTA.matcher(header("RateLimit-Policy"));
        Map<String, Long> amounts = new HashMap<>();
        while (quotas.find()) {
            amounts.put(quotas.group(1), Long.parseLong(quotas.group(2)));
        }
        return LEFT.matcher(header("RateLimit"))
                .results()
                .flatMap(limit -> Stream.ofNullable(amounts.get(limit.group(1)))
                        .map(amount ->
                                new LimitLeft(limit.group(1), Long.parseLong(limit.group(2)), amount, limit.group(3))))
                .toList();
    }

    private String header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst()
                .orElse("");
    }
}
