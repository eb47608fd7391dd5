package dev.lakefront.management;

import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers of the management API. */
final class Answer {

    private static final int LONGEST_SHOWN = 80;

    private Answer() {}

    /** With a tag of its content; whoever has that already gets 304 and no body. */
    static ResponseEntity<byte[]> tagged(JsonNode body) {
        return ok(body, CacheControl.noCache().cachePrivate());
    }

    /** For what was changed: what it is now. */
    static ResponseEntity<byte[]> changed(JsonNode body) {
        return ok(body, CacheControl.noStore());
    }

    private static ResponseEntity<byte[]> ok(JsonNode body, CacheControl caching) {
        return ResponseEntity.ok()
                .eTag(EntityTag.of(body))
                .cacheControl(caching)
                .contentType(MediaType.APPLICATION_JSON)
                .body(JsonMapper.shared().writeValueAsBytes(body));
    }

    /**
     * For what was made.
     *
     * @param location its address
     * @param tag of what is there
     */
    static ResponseEntity<byte[]> created(String location, String tag, String body) {
        return ResponseEntity.created(URI.create(location))
                .eTag(tag)
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(body.getBytes(StandardCharsets.UTF_8));
    }

    /** For an object that is not there; {@code kind} in words. */
    static GatewayProblem missing(String kind, String id) {
        return new GatewayProblem(ProblemType.RESOURCE_NOT_FOUND, "There is no " + kind + " '" + shown(id) + "'.");
    }

    /** Not longer than a line. */
    static String shown(String text) {
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text;
    }
}
