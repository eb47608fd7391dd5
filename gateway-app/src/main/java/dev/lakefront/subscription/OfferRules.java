package dev.lakefront.subscription;

import dev.lakefront.catalog.Product;
import dev.lakefront.catalog.SubscriptionRules;
import dev.lakefront.store.ConditionalOnPortal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says under which rules one may subscribe to something: a product's own; for one API or all of them an approver decides. */
@Component
@ConditionalOnPortal
class OfferRules {

    private static final SubscriptionRules WITHOUT_PRODUCT =
            new SubscriptionRules(SubscriptionRules.Approval.MANUAL, SubscriptionRules.DEFAULT.maxPerOwner(), null);

    private final Offers offers;

    OfferRules(Offers offers) {
        this.offers = offers;
    }

    /** Fails with {@link ChangeRefused} when there is no such offer, or its terms were not accepted. */
    SubscriptionRules check(SubscriptionRequest request) {
        return switch (request.scope()) {
            case Scope.Product(String id) -> {
                Product product = offers.product(id).orElseThrow(() -> nothing("There is no product '" + id + "'."));
                if (product.terms() != null && !request.termsAccepted()) {
                    throw new ChangeRefused(
                            ChangeRefused.Reason.TERMS_NOT_ACCEPTED,
                            "Accept the terms of " + product.title() + " to subscribe to it.");
                }
                yield product.subscriptions();
            }
            case Scope.Api(String id) -> {
                if (!offers.hasApi(id)) {
                    throw nothing("There is no API '" + id + "'.");
                }
                yield WITHOUT_PRODUCT;
            }
            case Scope.All _ -> WITHOUT_PRODUCT;
        };
    }

    /** How long a new key works; absent means that it does not expire by itself. */
    @Nullable
    Duration keyLifetime(Scope scope) {
        return scope instanceof Scope.Product(String id)
                ? offers.product(id)
                        .map(product -> product.subscriptions().keyLifetime())
                        .orElse(null)
                : null;
    }

    private static ChangeRefused nothing(String message) {
        return new ChangeRefused(ChangeRefused.Reason.NOTHING_TO_SUBSCRIBE_TO, message);
    }
}
