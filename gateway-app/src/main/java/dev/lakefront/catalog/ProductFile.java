package dev.lakefront.catalog;

import dev.lakefront.document.Binder;
import dev.lakefront.document.Document;
import dev.lakefront.document.Kind;
import dev.lakefront.document.Report;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code config/products/<id>.yaml}. */
public final class ProductFile {

    /** The kind {@code product}. */
    public static final Kind<?> KIND = Kind.of("product", Content.class);

    @SuppressWarnings("unchecked")
    private static final Kind<Content> CONTENT = (Kind<Content>) KIND;

    private record SubscriptionSettings(@Nullable Boolean required) {}

    private record Content(
            String title,
            @Nullable String summary,
            @Nullable SubscriptionSettings subscription) {}

    private final Binder binder;

    public ProductFile(Binder binder) {
        this.binder = binder;
    }

    /** Empty when something is wrong; then the report says what. */
    public Optional<Product> read(String id, Document document, Report report) {
        return binder.bind(document, CONTENT, report)
                .map(content -> new Product(id, content.title(), content.summary(), isOpen(content.subscription())));
    }

    private static boolean isOpen(@Nullable SubscriptionSettings subscription) {
        return subscription != null && Boolean.FALSE.equals(subscription.required());
    }
}
