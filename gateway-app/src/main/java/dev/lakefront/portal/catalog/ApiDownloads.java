package dev.lakefront.portal.catalog;

import dev.lakefront.catalog.Rendition;
import dev.lakefront.portal.api.ApiDocuments;
import dev.lakefront.portal.api.ApiPages;
import dev.lakefront.store.ConditionalOnPortal;
import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What can be taken home from an API's page: its document in three renditions, a Postman collection, its Markdown twin. */
@RestController
@ConditionalOnPortal
class ApiDownloads {

    private static final MediaType MARKDOWN = MediaType.parseMediaType("text/markdown;charset=UTF-8");

    private final ApiPages pages;
    private final ApiDocuments documents;

    ApiDownloads(ApiPages pages, ApiDocuments documents) {
        this.pages = pages;
        this.documents = documents;
    }

    @GetMapping("/portal/apis/{id}/openapi.json")
    Mono<ResponseEntity<byte[]>> json(
            @PathVariable String id, @RequestParam(defaultValue = "3.1") String version, ServerWebExchange exchange) {
        return rendition(id, false, version.startsWith("3.0"), exchange);
    }

    @GetMapping("/portal/apis/{id}/openapi.yaml")
    Mono<ResponseEntity<byte[]>> yaml(
            @PathVariable String id, @RequestParam(defaultValue = "3.1") String version, ServerWebExchange exchange) {
        return rendition(id, true, version.startsWith("3.0"), exchange);
    }

    @GetMapping("/portal/apis/{id}/postman.json")
    Mono<ResponseEntity<byte[]>> postman(@PathVariable String id, ServerWebExchange exchange) {
        return pages.requireDocument(id, exchange)
                .flatMap(page -> documents
                        .of(page)
                        .map(document -> file(
                                PostmanCollection.of(page, document),
                                MediaType.APPLICATION_JSON,
                                id + ".postman_collection.json")));
    }

    /** A name with a dot in it is no API's. */
    @GetMapping("/portal/apis/{id:[a-z0-9-]+}.md")
    Mono<ResponseEntity<byte[]>> markdown(@PathVariable String id, ServerWebExchange exchange) {
        return pages.requireDocument(id, exchange)
                .flatMap(page -> documents
                        .of(page)
                        .map(document -> ResponseEntity.ok()
                                .contentType(MARKDOWN)
                                .cacheControl(CacheControl.noCache())
                                .body(ApiMarkdown.of(page, document).getBytes(StandardCharsets.UTF_8))));
    }

    private Mono<ResponseEntity<byte[]>> rendition(
            String id, boolean yaml, boolean openApi30, ServerWebExchange exchange) {
        return pages.requireDocument(id, exchange)
                .flatMap(page -> documents
                        .rendered(page, yaml, openApi30)
                        .map(rendition -> file(
                                bytes(rendition),
                                MediaType.parseMediaType(rendition.mediaType()),
                                id + (openApi30 ? ".openapi-3.0." : ".openapi.") + (yaml ? "yaml" : "json"))));
    }

    private static ResponseEntity<byte[]> file(byte[] content, MediaType type, String name) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noCache())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(content);
    }

    private static byte[] bytes(Rendition rendition) {
        byte[] bytes = new byte[rendition.body().remaining()];
        rendition.body().get(bytes);
        return bytes;
    }
}
