package dev.lakefront.discovery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Weigher;
import dev.lakefront.catalog.DocumentPublisher;
import dev.lakefront.catalog.Facade;
import dev.lakefront.catalog.ImportedDocument;
import dev.lakefront.catalog.Lifecycle;
import dev.lakefront.catalog.Rendition;
import dev.lakefront.publication.PublishedApi;
import dev.lakefront.publication.Snapshot;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * The published OpenAPI documents, each rendition made when it is first asked for and kept while there is room.
 *
 * <p>Rendering a large document takes long enough to keep it off event loops.
 */
@Component
public class PublishedDocuments {

    /** How a document is asked for. */
    public record Variant(boolean yaml, boolean openApi30) {}

    private record Key(ImportedDocument document, Facade facade, Variant variant) {

        /** A document is one object for as long as its snapshot lives; comparing its tree would cost more than it saves. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && document == key.document
                    && facade.equals(key.facade)
                    && variant.equals(key.variant);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * System.identityHashCode(document) + facade.hashCode()) + variant.hashCode();
        }
    }

    private static final long KEPT_BYTES = 64L * 1024 * 1024;

    private final DocumentPublisher publisher = new DocumentPublisher();
    private final Cache<Key, Rendition> renditions = Caffeine.newBuilder()
            .maximumWeight(KEPT_BYTES)
            .weigher((Weigher<Key, Rendition>)
                    (key, rendition) -> rendition.body().remaining())
            .build();

    private final InstantSource clock;

    PublishedDocuments(InstantSource clock) {
        this.clock = clock;
    }

    /** Takes time for a document that was not asked for before. */
    public Rendition rendition(PublishedApi api, Snapshot snapshot, String publicUrl, Variant variant) {
        Key key = new Key(api.document(), facade(api, snapshot, publicUrl), variant);
        return renditions.get(key, this::render);
    }

    private Rendition render(Key key) {
        ObjectNode document = key.variant.openApi30()
                ? publisher.openApi30(key.document, key.facade)
                : publisher.openApi31(key.document, key.facade);
        return key.variant.yaml() ? publisher.yaml(document) : publisher.json(document);
    }

    private Facade facade(PublishedApi api, Snapshot snapshot, String publicUrl) {
        String host = api.workspace().host().getHost();
        return new Facade(
                publicUrl,
                api.api().path(),
                api.api().title(),
                api.api().summary(),
                api.api().id(),
                api.openProduct() == null,
                snapshot.settings().queryKeys(),
                null,
                deprecation(api.api().lifecycle()),
                host == null || isLoopback(host) ? Set.of() : Set.of(host));
    }

    private Facade.@Nullable Deprecation deprecation(@Nullable Lifecycle lifecycle) {
        if (lifecycle == null) {
            return null;
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return new Facade.Deprecation(lifecycle, lifecycle.stage(today) != Lifecycle.Stage.ANNOUNCED);
    }

    /** A loopback name says nothing of a workspace, and may well be the gateway's own. */
    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
    }
}
