package dev.lakefront.management;

import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import dev.lakefront.subscription.Scope;
import dev.lakefront.subscription.Subscription;
import dev.lakefront.subscription.SubscriptionId;
import dev.lakefront.subscription.SubscriptionQuery;
import dev.lakefront.subscription.SubscriptionState;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * Which subscriptions are asked for; what is absent does not matter.
 *
 * @param owner the id of whoever owns one of the portal, or the team or contact of one of a file
 * @param source {@code file} or {@code portal}
 */
record SubscriptionFilter(
        @Nullable SubscriptionState state,
        @Nullable String owner,
        @Nullable Scope scope,
        @Nullable String source) {

    /** Fails with {@code invalid-parameter}. */
    static SubscriptionFilter of(MultiValueMap<String, String> query) {
        String source = query.getFirst("source");
        if (source != null && !source.equals(SubscriptionView.FILE) && !source.equals(SubscriptionView.PORTAL)) {
            throw invalid("'source' must be file or portal.");
        }
        return new SubscriptionFilter(
                state(query.getFirst("state")), query.getFirst("owner"), scope(query.getFirst("scope")), source);
    }

    private static @Nullable SubscriptionState state(@Nullable String word) {
        if (word == null) {
            return null;
        }
        return Arrays.stream(SubscriptionState.values())
                .filter(state -> state.word().equals(word))
                .findFirst()
                .orElseThrow(() -> invalid("'state' must be one of "
                        + Arrays.stream(SubscriptionState.values())
                                .map(SubscriptionState::word)
                                .collect(Collectors.joining(", "))
                        + "."));
    }

    private static @Nullable Scope scope(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int colon = text.indexOf(':');
        return Scopes.of(colon < 0 ? text : text.substring(0, colon), colon < 0 ? null : text.substring(colon + 1))
                .orElseThrow(() -> invalid("'scope' must be all, product:<id> or api:<id>."));
    }

    boolean wantsFiles() {
        return !SubscriptionView.PORTAL.equals(source);
    }

    boolean wantsPortal() {
        return !SubscriptionView.FILE.equals(source);
    }

    /** Whether one of a file is asked for. */
    boolean matches(Subscription declared) {
        Subscription.Owner theirs = declared.owner();
        return (state == null || declared.state() == state)
                && (scope == null || declared.scope().equals(scope))
                && (owner == null || theirs != null && (owner.equals(theirs.team()) || owner.equals(theirs.contact())));
    }

    /** Those of the portal behind an id of either kind; empty where there can be none. */
    Optional<SubscriptionQuery> query(String after, int limit) {
        if (!after.startsWith(SubscriptionId.STORED) && after.compareTo(SubscriptionId.STORED) > 0) {
            return Optional.empty();
        }
        String behind = after.startsWith(SubscriptionId.STORED) ? after : "";
        return Optional.of(
                new SubscriptionQuery(owner, state == null ? Set.of() : Set.of(state), scope, behind, 0, limit));
    }

    private static GatewayProblem invalid(String detail) {
        return new GatewayProblem(ProblemType.INVALID_PARAMETER, detail);
    }
}
