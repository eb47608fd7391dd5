package dev.lakefront.publication;

import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import dev.lakefront.subscription.Access;
import dev.lakefront.subscription.Authentication;
import dev.lakefront.subscription.Caller;
import dev.lakefront.subscription.KeyCarrier;
import dev.lakefront.subscription.KeyDigest;
import dev.lakefront.subscription.KeyReader;
import dev.lakefront.subscription.KeySource;
import dev.lakefront.subscription.PresentedKey;
import dev.lakefront.subscription.Subscription;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Says who calls and whether they may, for the walk and for the listings alike. Never blocks; one hash a request.
 *
 * <p>Whoever holds no key of an existing subscription learns only that the key is invalid: unknown and revoked keys are
 * answered alike. Who holds one is told why it does not pass.
 */
@Component
public class CallerCheck {

    private static final KeyReader HEADERS = new KeyReader(false);
    private static final KeyReader HEADERS_AND_QUERY = new KeyReader(true);
    private static final String CHALLENGE =
            "ApiKey realm=\"lakefront\", header=\"X-API-Key\", Bearer realm=\"lakefront\"";

    private final InstantSource clock;
    private final List<KeySource> sources;

    CallerCheck(InstantSource clock, List<KeySource> sources) {
        this.clock = clock;
        this.sources = List.copyOf(sources);
    }

    /**
     * The key that the request carries, and whose it is; empty when it carries none.
     *
     * @throws GatewayProblem {@code subscription-key-invalid}, {@code conflicting-subscription-keys} or, for a key whose
     *     own time is over, {@code subscription-expired}
     */
    public Optional<Authentication.Known> authenticate(ServerHttpRequest request, Snapshot snapshot) {
        boolean query = snapshot.settings().queryKeys();
        @Nullable String rawQuery = query ? request.getURI().getRawQuery() : null;
        return switch ((query ? HEADERS_AND_QUERY : HEADERS).read(request.getHeaders(), rawQuery)) {
            case PresentedKey.Absent _ -> Optional.empty();
            case PresentedKey.Malformed _ -> throw invalid();
            case PresentedKey.Conflicting conflicting -> throw conflicting(conflicting);
            case PresentedKey.One one ->
                switch (owner(one.digest(), snapshot)) {
                    case Authentication.Known known -> Optional.of(known);
                    case Authentication.Expired expired -> throw expired(expired);
                    case Authentication.Unknown _ -> throw invalid();
                };
        };
    }

    /** What files declare comes first, so that the keys of most callers cost one look-up. */
    private Authentication owner(KeyDigest presented, Snapshot snapshot) {
        Authentication owner = snapshot.subscriptions().authenticate(presented, now());
        for (int i = 0; i < sources.size() && owner instanceof Authentication.Unknown; i++) {
            owner = sources.get(i).authenticate(presented);
        }
        return owner;
    }

    /**
     * For OAuth clients: the active subscription with this id, if the secret is one of its keys.
     *
     * @param clientSecret the text of a key
     */
    public Optional<Subscription> authenticateClient(String clientId, String clientSecret, Snapshot snapshot) {
        return owner(KeyDigest.of(clientSecret), snapshot) instanceof Authentication.Known(Subscription known, String _)
                        && known.id().value().equals(clientId)
                        && known.standing(now()).isEmpty()
                ? Optional.of(known)
                : Optional.empty();
    }

    /**
     * Lets a subscription, or a caller without one, in to an API.
     *
     * @throws GatewayProblem one for each reason not to
     */
    public Caller admit(Optional<Authentication.Known> known, PublishedApi api) {
        if (known.isEmpty()) {
            String open = api.openProduct();
            if (open == null) {
                throw missing();
            }
            return Caller.anonymous(open);
        }
        Subscription subscription = known.get().subscription();
        return switch (subscription.accessTo(api.api().id(), api.api().products(), now())) {
            case Access.Granted granted -> Caller.of(known.get(), granted);
            case Access.Refused refused -> throw refused(refused.reason(), api);
        };
    }

    /** Whether {@link #admit} would let it in. */
    public boolean sees(Optional<Authentication.Known> known, PublishedApi api) {
        return known.map(owner ->
                        owner.subscription().accessTo(api.api().id(), api.api().products(), now())
                                instanceof Access.Granted)
                .orElseGet(() -> api.openProduct() != null);
    }

    /** Turns away an active key's absence or a subscription that cannot call anything now. */
    public void requireStanding(Optional<Authentication.Known> known) {
        Subscription owner = known.orElseThrow(CallerCheck::missing).subscription();
        owner.standing(now()).ifPresent(reason -> {
            throw refused(reason, null);
        });
    }

    public Instant now() {
        return clock.instant();
    }

    private static GatewayProblem missing() {
        return new GatewayProblem(
                        ProblemType.SUBSCRIPTION_KEY_MISSING,
                        "This API needs a subscription key. Send it as the header X-API-Key, or as a bearer token.")
                .header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
    }

    private static GatewayProblem invalid() {
        return new GatewayProblem(
                        ProblemType.SUBSCRIPTION_KEY_INVALID,
                        "This subscription key is not known here. Check that it is whole and belongs to this gateway.")
                .header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
    }

    private static GatewayProblem conflicting(PresentedKey.Conflicting conflicting) {
        String carriers = conflicting.carriers().stream().map(KeyCarrier::title).collect(Collectors.joining(", "));
        return new GatewayProblem(
                ProblemType.CONFLICTING_SUBSCRIPTION_KEYS,
                "The request carries different keys (" + carriers + "). Send one key, in one place.");
    }

    private static GatewayProblem expired(Authentication.Expired expired) {
        return new GatewayProblem(
                ProblemType.SUBSCRIPTION_EXPIRED,
                "The key '" + expired.keyName() + "' of this subscription has expired. Use the key that replaced it, or"
                        + " make a new one in the portal.");
    }

    private static GatewayProblem refused(Access.Reason reason, @Nullable PublishedApi api) {
        return switch (reason) {
            case REVOKED -> invalid();
            case NOT_ACTIVE_YET ->
                new GatewayProblem(
                        ProblemType.SUBSCRIPTION_NOT_ACTIVE,
                        "This subscription has not been approved yet. Ask the owner of the gateway.");
            case SUSPENDED ->
                new GatewayProblem(
                        ProblemType.SUBSCRIPTION_SUSPENDED,
                        "This subscription is suspended. Ask the owner of the gateway to resume it.");
            case EXPIRED ->
                new GatewayProblem(
                        ProblemType.SUBSCRIPTION_EXPIRED, "This subscription has expired. Renew it or subscribe anew.");
            case NOT_SUBSCRIBED -> notSubscribed(api);
        };
    }

    private static GatewayProblem notSubscribed(@Nullable PublishedApi api) {
        String products =
                api == null ? "" : api.api().products().stream().sorted().collect(Collectors.joining(", "));
        String where = products.isEmpty() ? "Ask the owner of the API." : "It is part of: " + products + ".";
        return new GatewayProblem(
                ProblemType.NOT_SUBSCRIBED, "This key's subscription does not include this API. " + where);
    }
}
