package dev.lakefront.demo;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.io.ByteArrayOutputStream;
import java.util.Locale;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads request bodies, and never more than the limit of a real workspace. */
final class RequestBody {

    /** What a real workspace takes for a custom model. */
    static final int LIMIT = 16 * 1024 * 1024;

    private RequestBody() {}

    /** The bytes of the body; refused before the first is read where the length is announced and too large. */
    static Mono<byte[]> bytes(HttpServerRequest request) {
        String announced = request.requestHeaders().get(HttpHeaderNames.CONTENT_LENGTH, "0");
        if (announced.length() > 18 || Long.parseLong(announced) > LIMIT) {
            return Mono.error(Refusal.tooLarge(LIMIT));
        }
        return request.receive()
                .asByteArray()
                .reduceWith(ByteArrayOutputStream::new, RequestBody::append)
                .map(ByteArrayOutputStream::toByteArray);
    }

    /** The JSON object of the body. */
    static Mono<ObjectNode> json(HttpServerRequest request) {
        String type = request.requestHeaders().get(HttpHeaderNames.CONTENT_TYPE, "");
        if (!isJson(type)) {
            return Mono.error(Refusal.unsupportedType(type));
        }
        return bytes(request).map(RequestBody::parse);
    }

    private static ByteArrayOutputStream append(ByteArrayOutputStream body, byte[] chunk) {
        if (body.size() + chunk.length > LIMIT) {
            throw Refusal.tooLarge(LIMIT);
        }
        body.writeBytes(chunk);
        return body;
    }

    /** {@code application/json}, in UTF-8 where it says a charset. */
    private static boolean isJson(String contentType) {
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", 2);
        if (!parts[0].strip().equals("application/json")) {
            return false;
        }
        String rest = parts.length == 2 ? parts[1].replaceAll("[\\s\"]", "") : "";
        return !rest.contains("charset=") || rest.contains("charset=utf-8");
    }

    private static ObjectNode parse(byte[] body) {
        JsonNode node;
        try {
            node = Json.MAPPER.readTree(body);
        } catch (JacksonException e) {
            throw Refusal.badRequest("Failed to parse input from JSON. Ensure that input is a valid JSON formatted"
                    + " string. Error: '" + e.getOriginalMessage() + "'");
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw Refusal.badRequest("The input must be a JSON dictionary.");
    }
}
