package dev.lakefront.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.lakefront.Gateway;
import dev.lakefront.subscription.KeyDigest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A program of the platform team, which holds every answer to what the management API's document says of it.
 *
 * @param token what it shows
 */
public record ManagementVisit(Gateway gateway, String token) {

    public static final String ADMINISTRATOR = "administrator-test-key";
    public static final String BASE = "/management/v1";

    /** With the administrator key. */
    ManagementVisit(Gateway gateway) {
        this(gateway, ADMINISTRATOR);
    }

    /** What a gateway is started with, so that this key opens it. */
    public static String setting() {
        return "--lakefront.management.administrator-key="
                + KeyDigest.of(ADMINISTRATOR).written();
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, null, Map.of());
    }

    JsonNode json(String path) {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return read(response);
    }

    HttpResponse<String> post(String path, String body) {
        return send("POST", path, body, Map.of());
    }

    HttpResponse<String> post(String path, String body, String header, String value) {
        return send("POST", path, body, Map.of(header, value));
    }

    JsonNode done(String path, String body, int status) {
        HttpResponse<String> response = post(path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return read(response);
    }

    HttpResponse<String> send(String method, String path, @Nullable String body, Map<String, String> headers) {
        HttpRequest.Builder request = gateway.request(BASE + path)
                .header("Authorization", "Bearer " + token)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        HttpResponse<String> response = gateway.send(request);
        holdToDocument(method, path, response);
        return response;
    }

    static JsonNode read(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    JsonNode document() {
        return JsonMapper.shared().readTree(gateway.get(BASE + "/openapi.json").body());
    }

    private void holdToDocument(String method, String path, HttpResponse<String> response) {
        JsonNode document = document();
        String bare = BASE + path.replaceAll("[?].*", "");
        document.get("paths").properties().stream()
                .filter(item -> bare.matches(item.getKey().replaceAll("[{][a-z]+[}]", "[^/]+")))
                .filter(item -> item.getValue().has(method.toLowerCase(Locale.ROOT)))
                .findFirst()
                .ifPresent(item -> {
                    JsonNode responses =
                            item.getValue().get(method.toLowerCase(Locale.ROOT)).get("responses");
                    JsonNode described = responses.get(String.valueOf(response.statusCode()));
                    assertThat(described)
                            .as(method + " " + path + " answers " + response.statusCode() + ": " + response.body())
                            .isNotNull();
                    holdBody(document, resolved(document, described), response);
                });
    }

    private static JsonNode resolved(JsonNode document, JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asString().substring(1)) : node;
    }

    private static void holdBody(JsonNode document, JsonNode described, HttpResponse<String> response) {
        if (response.body().isEmpty()) {
            return;
        }
        String type = response.headers().firstValue("Content-Type").orElseThrow();
        JsonNode schema = described.path("content").path(type).path("schema");
        assertThat(schema.isMissingNode()).as(type + " is described").isFalse();
        assertThat(complaints(document, schema, response.body())).isEmpty();
    }

    /** What is wrong with a value, by one of the document's schemas. */
    static List<String> complaints(JsonNode document, JsonNode schema, String value) {
        var whole = JsonMapper.shared().createObjectNode();
        schema.properties().forEach(member -> whole.set(member.getKey(), member.getValue()));
        whole.set("components", document.get("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(JsonMapper.shared().writeValueAsString(whole), InputFormat.JSON)
                .validate(value, InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }
}
