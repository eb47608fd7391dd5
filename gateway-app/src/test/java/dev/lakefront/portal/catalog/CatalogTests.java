package dev.lakefront.portal.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.portal.PortalGateway;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CatalogTests {

    @TempDir
    private static Path folder;

    private static PortalGateway portal;

    @BeforeAll
    static void start() {
        portal = PortalGateway.start(folder);
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @Test
    void findsByWordsTagTaskAndState() {
        assertThat(portal.page("/portal/apis").body()).contains("4 APIs", "Iris flowers", "Embeddings", "assistant");
        assertThat(portal.page("/portal/apis?q=FLOWER+botany").body())
                .contains("1 API found<", "Iris flowers", "value=\"FLOWER botany\"")
                .doesNotContain("/portal/apis/assistant");
        assertThat(portal.page("/portal/apis?tag=text").body())
                .contains("Embeddings", "selected")
                .doesNotContain("Iris flowers");
        assertThat(portal.page("/portal/apis?task=chat").body()).contains("2 APIs found", "rag-chatbot");
        assertThat(portal.page("/portal/apis?status=stopped").body()).contains("No API matches");
        assertThat(portal.page("/portal/apis?page=0&page=x").statusCode()).isEqualTo(200);
        assertThat(portal.page("/portal/apis?page=999999").body()).contains("4 APIs");
    }

    @Test
    void saysWhatAnApiIs() {
        assertThat(portal.page("/portal/apis/iris").body())
                .contains("Says which kind of iris a flower is")
                .contains("Botany", "botany@example.com", portal.gateway().url() + "/iris")
                .contains("20 calls a second, bursts of 40, for each subscription")
                .contains("10,000 calls a day, counted from midnight UTC, for each subscription")
                .contains("href=\"/portal/products/internal/subscribe\"")
                .contains("typed-default", "sha256:", "X-API-Key")
                .contains("href=\"/portal/apis/iris/try\"");
        assertThat(portal.page("/portal/apis/embed").body()).contains("No key is needed", "Playground");
    }

    @Test
    void showsProductsWithTheirLimitsAndApis() {
        assertThat(portal.page("/portal/products").body())
                .contains("Internal", "2 APIs", "Playground", "No key needed");
        assertThat(portal.page("/portal/products/internal").body())
                .contains("20 calls a second, bursts of 40", "Iris flowers", "Embeddings")
                .contains("href=\"/portal/products/internal/subscribe\"");
        assertThat(portal.page("/portal/products/playground").body())
                .contains("without a key")
                .doesNotContain("/subscribe");
    }

    @Test
    void showsHowEndpointsAre() {
        assertThat(portal.page("/portal/status").body())
                .contains("4 of 4 APIs are healthy", "Iris flowers", ">Ready<", ">closed<", ">current<");
    }

    @Test
    void givesTheDocumentInEachRendition() {
        HttpResponse<String> json = portal.gateway().get("/portal/apis/iris/openapi.json");
        assertThat(json.headers().firstValue("Content-Disposition").orElse("")).contains("iris.openapi.json");
        assertThat(JsonMapper.shared().readTree(json.body()).path("openapi").asString())
                .isEqualTo("3.1.0");
        assertThat(portal.gateway().get("/portal/apis/iris/openapi.yaml").body())
                .startsWith("openapi: ");
        assertThat(JsonMapper.shared()
                        .readTree(portal.gateway()
                                .get("/portal/apis/iris/openapi.json?version=3.0")
                                .body())
                        .path("openapi")
                        .asString())
                .isEqualTo("3.0.3");
    }

    @Test
    void givesAPostmanCollectionWhoseKeyIsAVariable() {
        JsonNode collection = JsonMapper.shared()
                .readTree(portal.gateway().get("/portal/apis/iris/postman.json").body());

        assertThat(collection.at("/info/schema").asString()).endsWith("/v2.1.0/collection.json");
        assertThat(collection.at("/auth/apikey/1/value").asString()).isEqualTo("{{LAKEFRONT_KEY}}");
        assertThat(collection.at("/variable/0/value").asString())
                .isEqualTo(portal.gateway().url());
        JsonNode first = collection.at("/item/0/item/0");
        assertThat(first.at("/request/url/raw").asString()).isEqualTo("{{baseUrl}}/iris/invocations");
        assertThat(first.at("/request/url/path/0").asString()).isEqualTo("iris");
        String body = first.at("/request/body/raw").asString();
        assertThat(portal.gateway()
                        .post("/iris/invocations", portal.key(), body)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void tellsProgramsWhatThereIs() {
        HttpResponse<String> catalog = portal.gateway().get("/.well-known/api-catalog");
        assertThat(catalog.headers().firstValue("Content-Type").orElse(""))
                .isEqualTo("application/linkset+json;profile=\"https://www.rfc-editor.org/info/rfc9727\"");
        JsonNode linkset = JsonMapper.shared().readTree(catalog.body()).path("linkset");
        assertThat(linkset.at("/0/item").size()).isEqualTo(4);
        String described = linkset.at("/1/service-desc/0/href").asString();
        assertThat(portal.gateway()
                        .get(described.substring(portal.gateway().url().length()))
                        .statusCode())
                .isEqualTo(200);

        assertThat(portal.gateway().get("/llms.txt").body())
                .startsWith("# Lakefront\n")
                .contains("[Iris flowers](" + portal.gateway().url() + "/portal/apis/iris.md): Says which kind");
        assertThat(portal.gateway().get("/llms-full.txt").body()).contains("## Operations", "`POST /iris/invocations`");
        assertThat(portal.gateway().get("/portal/apis/iris.md").body())
                .startsWith("# Iris flowers\n")
                .contains("$LAKEFRONT_KEY", "20 calls a second");
    }

    @Test
    void remembersTheLanguage() {
        HttpResponse<String> chosen = portal.page("/portal/apis/iris/code?lang=python");
        assertThat(chosen.headers().firstValue("Set-Cookie").orElse(""))
                .startsWith("lakefront-language=python;")
                .containsIgnoringCase("HttpOnly")
                .contains("SameSite=Lax");
        HttpResponse<String> next = portal.gateway()
                .send(portal.gateway()
                        .request("/portal/apis/embed/code")
                        .header("Accept", "text/html")
                        .header("Cookie", "lakefront-language=python"));
        assertThat(next.body()).contains("import requests");
    }
}
