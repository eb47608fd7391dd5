package dev.lakefront.management;

import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers of the management API. */
final class Answer {

    private Answer() {}

    /** With a tag of its content; whoever has that already gets 304 and no body. */
    static ResponseEntity<byte[]> tagged(JsonNode body) {
        byte[] bytes = JsonMapper.shared().writeValueAsBytes(body);
        return ResponseEntity.ok()
                .eTag("\"" + digest(bytes) + "\"")
                .cacheControl(CacheControl.noCache().cachePrivate())
                .contentType(MediaType.APPLICATION_JSON)
                .body(bytes);
    }

    /** For an object that is not there; {@code kind} in words. */
    static GatewayProblem missing(String kind, String id) {
        String shown = id.length() > 80 ? id.substring(0, 80) + "..." : id;
        return new GatewayProblem(ProblemType.RESOURCE_NOT_FOUND, "There is no " + kind + " '" + shown + "'.");
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
