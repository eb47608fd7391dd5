package dev.lakefront.subscription;

import dev.lakefront.document.Binder;
import dev.lakefront.document.Document;
import dev.lakefront.document.Kind;
import dev.lakefront.document.References;
import dev.lakefront.document.Report;
import dev.lakefront.limit.LoweredLimits;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code config/subscriptions/<id>.yaml}. */
public final class SubscriptionFile {

    /** The kind {@code subscription}. */
    public static final Kind<?> KIND = Kind.of("subscription", Content.class);

    @SuppressWarnings("unchecked")
    private static final Kind<Content> CONTENT = (Kind<Content>) KIND;

    private record Content(
            String title,
            @Nullable String product,
            @Nullable String api,
            @Nullable String scope,
            Subscription.@Nullable Owner owner,
            @Nullable String state,
            @Nullable LocalDate expires,
            @Nullable Map<String, Long> limits,
            @Nullable List<DeclaredKeys.DeclaredKey> keys) {}

    private final Binder binder;
    private final DeclaredKeys declaredKeys;
    private final InstantSource clock;

    public SubscriptionFile(Binder binder, References references, InstantSource clock) {
        this.binder = binder;
        this.declaredKeys = new DeclaredKeys(references);
        this.clock = clock;
    }

    /**
     * Empty when something is wrong; then the report says what. A key whose reference cannot be resolved is left out
     * and is in the report. Blocks while references are resolved.
     */
    public Optional<Subscription> read(String id, Document document, Report report) {
        return binder.bind(document, CONTENT, report)
                .flatMap(content -> subscription(new SubscriptionId(id), content, document, report));
    }

    private Optional<Subscription> subscription(SubscriptionId id, Content content, Document document, Report report) {
        long before = report.errors();
        if (id.isStored()) {
            document.error(
                    report,
                    "",
                    "LF1312",
                    "subscription '" + id + "' has an id that begins with '" + SubscriptionId.STORED
                            + "', as those of the portal do; give the file another name");
        }
        Optional<Scope> scope = scope(content, document, report);
        List<Subscription.Key> keys =
                declaredKeys.read(Objects.requireNonNullElse(content.keys(), List.of()), document, report);
        if (scope.isEmpty() || report.errors() > before) {
            return Optional.empty();
        }
        Subscription subscription = new Subscription(
                id,
                content.title(),
                scope.get(),
                content.owner(),
                state(content.state()),
                content.expires(),
                content.limits() == null ? LoweredLimits.NONE : new LoweredLimits(content.limits()),
                keys);
        warnIfUseless(subscription, content, document, report);
        return Optional.of(subscription);
    }

    private static Optional<Scope> scope(Content content, Document document, Report report) {
        int said = (content.product() == null ? 0 : 1)
                + (content.api() == null ? 0 : 1)
                + (content.scope() == null ? 0 : 1);
        if (said != 1) {
            document.error(
                    report,
                    "",
                    "LF1301",
                    "a subscription is to one thing; it says " + said
                            + ": write one of 'product: <id>', 'api: <id>' and 'scope: all'");
            return Optional.empty();
        }
        if (content.product() != null) {
            return Optional.of(new Scope.Product(content.product()));
        }
        return Optional.of(content.api() != null ? new Scope.Api(content.api()) : new Scope.All());
    }

    private static SubscriptionState state(@Nullable String written) {
        if (written == null) {
            return SubscriptionState.ACTIVE;
        }
        return written.equals("pending")
                ? SubscriptionState.SUBMITTED
                : SubscriptionState.valueOf(written.toUpperCase(Locale.ROOT));
    }

    private void warnIfUseless(Subscription subscription, Content content, Document document, Report report) {
        if (subscription.isPast(clock.instant())) {
            document.warning(
                    report,
                    "/expires",
                    "LF1307",
                    "expired at the end of " + subscription.expires() + " (UTC): its keys no longer work");
        }
        if (content.keys() == null || content.keys().isEmpty()) {
            document.warning(
                    report,
                    "",
                    "LF1308",
                    "subscription '" + subscription.id()
                            + "' has no key, so nobody can use it; make one with 'keys hash'");
        }
    }
}
