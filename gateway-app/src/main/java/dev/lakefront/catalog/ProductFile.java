package dev.lakefront.catalog;

import dev.lakefront.document.Binder;
import dev.lakefront.document.Document;
import dev.lakefront.document.Kind;
import dev.lakefront.document.Report;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code config/products/<id>.yaml}. */
public final class ProductFile {

    /** The kind {@code product}. */
    public static final Kind<?> KIND = Kind.of("product", Content.class);

    @SuppressWarnings("unchecked")
    private static final Kind<Content> CONTENT = (Kind<Content>) KIND;

    private record SubscriptionSettings(
            @Nullable Boolean required,
            SubscriptionRules.@Nullable Approval approval,
            @Nullable Integer maxPerOwner,
            @Nullable Duration keyLifetime) {

        static final SubscriptionSettings NONE = new SubscriptionSettings(null, null, null, null);

        SubscriptionSettings {
            if (keyLifetime != null && !keyLifetime.isPositive()) {
                throw new IllegalArgumentException(
                        "'key-lifetime' must be longer than nothing, such as 180d; leave it out for keys that do not"
                                + " expire");
            }
        }

        SubscriptionRules rules() {
            SubscriptionRules standard = SubscriptionRules.DEFAULT;
            return new SubscriptionRules(
                    Objects.requireNonNullElse(approval, standard.approval()),
                    maxPerOwner == null ? standard.maxPerOwner() : maxPerOwner,
                    keyLifetime);
        }
    }

    private record Content(
            String title,
            @Nullable String summary,
            @Nullable SubscriptionSettings subscription,
            @Nullable String terms) {}

    private final Binder binder;

    public ProductFile(Binder binder) {
        this.binder = binder;
    }

    /** Empty when something is wrong; then the report says what. */
    public Optional<Product> read(String id, Document document, Report report) {
        return binder.bind(document, CONTENT, report).map(content -> product(id, content));
    }

    private static Product product(String id, Content content) {
        SubscriptionSettings settings = Objects.requireNonNullElse(content.subscription(), SubscriptionSettings.NONE);
        boolean open = Boolean.FALSE.equals(settings.required());
        return new Product(id, content.title(), content.summary(), open, settings.rules(), content.terms());
    }
}
