package dev.lakefront.portal;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;

/** The rules of collections: https://schema.postman.com/collection/json/v2.1.0/draft-07/collection.json. */
final class PostmanFormat {

    private PostmanFormat() {}

    /** Fails where this is no collection. */
    static void check(JsonNode collection) {
        assertThat(collection.at("/info/name").isString()).isTrue();
        assertThat(collection.at("/info/schema").asString())
                .isEqualTo("https://schema.getpostman.com/json/collection/v2.1.0/collection.json");
        assertThat(collection.path("item")).isNotEmpty().allSatisfy(PostmanFormat::isItem);
        assertThat(collection.at("/auth/type").asString()).isEqualTo("apikey");
        assertThat(collection.at("/auth/apikey"))
                .allMatch(setting -> setting.path("key").isString());
        assertThat(collection.path("variable")).allSatisfy(variable -> {
            assertThat(variable.path("key").isString()).isTrue();
            assertThat(variable.path("type").asString("string")).isIn("string", "boolean", "any", "number");
        });
    }

    private static void isItem(JsonNode item) {
        assertThat(item.path("name").isString()).isTrue();
        if (item.has("item")) {
            assertThat(item.path("item")).isNotEmpty().allSatisfy(PostmanFormat::isItem);
            return;
        }
        JsonNode request = item.path("request");
        assertThat(request.path("method").asString()).isIn("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");
        assertThat(request.path("header"))
                .allMatch(header ->
                        header.path("key").isString() && header.path("value").isString());
        assertThat(request.at("/url/raw").asString()).startsWith("{{baseUrl}}/");
        assertThat(request.at("/url/path")).isNotEmpty().allMatch(JsonNode::isString);
        assertThat(request.at("/url/query")).allMatch(pair -> pair.path("key").isString());
        assertThat(request.path("description").isString()).isTrue();
        if (request.has("body")) {
            assertThat(request.at("/body/mode").asString()).isEqualTo("raw");
            assertThat(request.at("/body/raw").isString()).isTrue();
        }
    }
}
