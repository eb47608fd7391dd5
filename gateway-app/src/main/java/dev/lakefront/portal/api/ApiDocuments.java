package dev.lakefront.portal.api;

import dev.lakefront.catalog.Rendition;
import dev.lakefront.discovery.PublishedDocuments;
import dev.lakefront.store.BlockingWork;
import dev.lakefront.store.ConditionalOnPortal;
import java.nio.ByteBuffer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Gives pages the document of an API as callers get it: nothing of the model server is in it. */
@Component
@ConditionalOnPortal
public class ApiDocuments {

    private final PublishedDocuments documents;
    private final BlockingWork work;

    ApiDocuments(PublishedDocuments documents, BlockingWork work) {
        this.documents = documents;
        this.work = work;
    }

    /** Off the event loop: a large document takes a while. */
    public Mono<ApiDocument> of(ApiPage page) {
        return work.call(() -> read(page));
    }

    /** Takes time with the document's size. */
    public ApiDocument read(ApiPage page) {
        ByteBuffer body = rendition(page, false, false).body();
        byte[] bytes = new byte[body.remaining()];
        body.get(bytes);
        return new ApiDocument(
                (ObjectNode) JsonMapper.shared().readTree(bytes),
                page.api().api().path());
    }

    /** The document's bytes. */
    public Mono<Rendition> rendered(ApiPage page, boolean yaml, boolean openApi30) {
        return work.call(() -> rendition(page, yaml, openApi30));
    }

    private Rendition rendition(ApiPage page, boolean yaml, boolean openApi30) {
        return documents.rendition(
                page.api(), page.snapshot(), page.publicUrl(), new PublishedDocuments.Variant(yaml, openApi30));
    }
}
