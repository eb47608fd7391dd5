package dev.lakefront.portal.catalog;

import dev.lakefront.discovery.PublicUrl;
import dev.lakefront.portal.api.ApiDocuments;
import dev.lakefront.portal.api.ApiPage;
import dev.lakefront.portal.api.LifecycleView;
import dev.lakefront.publication.PublishedApi;
import dev.lakefront.publication.Snapshot;
import dev.lakefront.store.BlockingWork;
import dev.lakefront.store.ConditionalOnPortal;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells programs which APIs there are: crawlers of API catalogs, and language models.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9727">RFC 9727, api-catalog</a>
 * @see <a href="https://llmstxt.org">llms.txt</a>
 */
@RestController
@ConditionalOnPortal
class Discovery {

    private static final MediaType LINKSET =
            MediaType.parseMediaType("application/linkset+json;profile=\"https://www.rfc-editor.org/info/rfc9727\"");
    private static final MediaType MARKDOWN = MediaType.parseMediaType("text/plain;charset=UTF-8");

    /** More than this no context holds. */
    private static final int WHOLE = 200;

    private final CatalogIndex index;
    private final ApiDocuments documents;
    private final BlockingWork work;

    Discovery(CatalogIndex index, ApiDocuments documents, BlockingWork work) {
        this.index = index;
        this.documents = documents;
        this.work = work;
    }

    @GetMapping("/.well-known/api-catalog")
    Mono<ResponseEntity<byte[]>> apiCatalog(ServerHttpRequest request) {
        CatalogIndex.Catalog catalog = index.current();
        String publicUrl = PublicUrl.of(request, catalog.snapshot());
        return work.call(() -> JsonMapper.shared().writeValueAsBytes(linkset(catalog, publicUrl)))
                .map(body -> ResponseEntity.ok()
                        .contentType(LINKSET)
                        .cacheControl(CacheControl.noCache())
                        .body(body));
    }

    private static ObjectNode linkset(CatalogIndex.Catalog catalog, String publicUrl) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        ArrayNode linkset = root.putArray("linkset");
        ObjectNode self = linkset.addObject().put("anchor", publicUrl + "/.well-known/api-catalog");
        ArrayNode items = self.putArray("item");
        for (CatalogEntry entry : catalog.entries()) {
            String base = publicUrl + entry.path();
            items.addObject().put("href", base);
            ObjectNode api = linkset.addObject().put("anchor", base);
            link(api, "service-desc", base + "/openapi.json", "application/json");
            link(api, "service-doc", publicUrl + entry.href(), "text/html");
            link(api, "service-meta", publicUrl + entry.href() + ".md", "text/markdown");
            link(api, "status", publicUrl + "/portal/status", "text/html");
            lifecycle(api, entry, catalog, publicUrl);
        }
        return root;
    }

    /** As the answers of the API say it in {@code Link}; the days themselves stand there and in its document. */
    private static void lifecycle(ObjectNode api, CatalogEntry entry, CatalogIndex.Catalog catalog, String publicUrl) {
        LifecycleView view = entry.lifecycle();
        if (view == null) {
            return;
        }
        String link = Objects.requireNonNullElse(view.link(), publicUrl + entry.href());
        api.putArray("deprecation").addObject().put("href", link);
        if (view.lifecycle().sunset() != null) {
            api.putArray("sunset").addObject().put("href", link);
        }
        String id = view.lifecycle().successor();
        PublishedApi successor = id == null ? null : catalog.snapshot().apis().get(id);
        if (successor != null) {
            api.putArray("successor-version")
                    .addObject()
                    .put("href", publicUrl + successor.api().path());
        }
    }

    private static void link(ObjectNode context, String relation, String href, String type) {
        context.putArray(relation).addObject().put("href", href).put("type", type);
    }

    @GetMapping("/llms.txt")
    Mono<ResponseEntity<byte[]>> list(ServerHttpRequest request) {
        CatalogIndex.Catalog catalog = index.current();
        String publicUrl = PublicUrl.of(request, catalog.snapshot());
        return work.call(() -> list(catalog, publicUrl)).map(Discovery::text);
    }

    @GetMapping("/llms-full.txt")
    Mono<ResponseEntity<byte[]>> whole(ServerHttpRequest request) {
        CatalogIndex.Catalog catalog = index.current();
        String publicUrl = PublicUrl.of(request, catalog.snapshot());
        return work.call(() -> list(catalog, publicUrl) + pages(catalog, publicUrl))
                .map(Discovery::text);
    }

    private static String list(CatalogIndex.Catalog catalog, String publicUrl) {
        StringBuilder text = new StringBuilder("# ")
                .append(ApiMarkdown.line(catalog.snapshot().branding().name()))
                .append("\n\n> Models behind one URL: ")
                .append(publicUrl)
                .append(". One key, sent as the header `X-API-Key` or as a bearer token, opens what it subscribes"
                        + " to.\n\n")
                .append("## APIs\n\n");
        for (CatalogEntry entry : catalog.entries()) {
            text.append("- [")
                    .append(ApiMarkdown.line(entry.title()))
                    .append("](")
                    .append(publicUrl)
                    .append(entry.href())
                    .append(".md): ")
                    .append(ApiMarkdown.line(entry.summary().isEmpty() ? entry.task() : entry.summary()));
            if (entry.lifecycle() != null) {
                text.append(" (").append(entry.lifecycle().badge()).append(')');
            }
            text.append('\n');
        }
        return text.append("\n## Docs\n\n- [Guides](")
                .append(publicUrl)
                .append("/portal/docs): keys, limits, errors, streaming, retries\n- [Errors](")
                .append(publicUrl)
                .append("/portal/docs/problems): every code, what it means and what to do\n")
                .toString();
    }

    private String pages(CatalogIndex.Catalog catalog, String publicUrl) {
        Snapshot snapshot = catalog.snapshot();
        if (snapshot.settings().documentsRequireKey()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        catalog.entries().stream().limit(WHOLE).forEach(entry -> {
            PublishedApi api = snapshot.apis().get(entry.id());
            if (api != null) {
                ApiPage page = new ApiPage(snapshot, api, publicUrl, entry.lifecycle());
                text.append("\n---\n\n").append(ApiMarkdown.of(page, documents.read(page)));
            }
        });
        return text.toString();
    }

    private static ResponseEntity<byte[]> text(String text) {
        return ResponseEntity.ok()
                .contentType(MARKDOWN)
                .cacheControl(CacheControl.noCache())
                .body(text.getBytes(StandardCharsets.UTF_8));
    }
}
