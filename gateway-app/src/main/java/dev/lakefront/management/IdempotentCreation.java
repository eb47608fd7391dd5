package dev.lakefront.management;

import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.subscription.Changes;
import dev.lakefront.subscription.StoredSubscription;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes what is asked for once, however often the same request comes: on whichever replica, also when the answer to it was
 * lost. What is made and that it was made are one transaction. All methods block.
 */
@Component
@ConditionalOnPortal
class IdempotentCreation {

    private static final String SUBSCRIPTIONS = "/management/v1/subscriptions/";

    private final RememberedRequests remembered;
    private final Changes changes;

    IdempotentCreation(RememberedRequests remembered, Changes changes) {
        this.remembered = remembered;
        this.changes = changes;
    }

    /** A repeated request gets the first one's answer. */
    ResponseEntity<byte[]> subscription(CreationRequest request, Supplier<StoredSubscription> creation) {
        return once(request, IdempotentCreation::again, () -> {
            StoredSubscription made = creation.get();
            ObjectNode view = SubscriptionView.of(made);
            return new Made(SUBSCRIPTIONS + made.id(), view, view);
        });
    }

    private static ResponseEntity<byte[]> again(RememberedRequests.Answered before) {
        JsonNode view = JsonMapper.shared().readTree(before.body());
        return Answer.created(before.location(), EntityTag.of(view), before.body());
    }

    /** A repeated request is told that the key was made: its text is kept nowhere, so it cannot be told again. */
    ResponseEntity<byte[]> key(CreationRequest request, Supplier<StoredKeys.Made> creation) {
        return once(request, IdempotentCreation::shownAlready, () -> {
            StoredKeys.Made made = creation.get();
            ObjectNode view = SubscriptionView.key(made.stored());
            String location = SUBSCRIPTIONS + made.issued().subscription() + "/keys/"
                    + made.issued().keyName();
            return new Made(
                    location,
                    view,
                    view.deepCopy().put("key", made.issued().key().reveal()));
        });
    }

    private static ResponseEntity<byte[]> shownAlready(RememberedRequests.Answered before) {
        throw new GatewayProblem(
                        ProblemType.KEY_SHOWN_ALREADY,
                        "This request has made its key already, and the key's text was in that answer only. If it was"
                                + " lost, rotate the key.")
                .with("key", JsonMapper.shared().readTree(before.body()))
                .with("location", before.location());
    }

    /**
     * What was made.
     *
     * @param view what may be remembered
     * @param shown what is answered, once
     */
    private record Made(String location, ObjectNode view, ObjectNode shown) {

        ResponseEntity<byte[]> answer() {
            return Answer.created(
                    location, EntityTag.of(view), JsonMapper.shared().writeValueAsString(shown));
        }
    }

    private ResponseEntity<byte[]> once(
            CreationRequest request,
            Function<RememberedRequests.Answered, ResponseEntity<byte[]>> repetition,
            Supplier<Made> creation) {
        if (request.key() == null) {
            return changes.together(creation).answer();
        }
        return switch (remembered.begin(request)) {
            case RememberedRequests.Answered before -> repetition.apply(before);
            case RememberedRequests.Begun begun -> make(begun, creation).answer();
        };
    }

    /** What fails may be tried again with the same key. */
    private Made make(RememberedRequests.Begun begun, Supplier<Made> creation) {
        boolean done = false;
        try {
            Made made = changes.together(() -> {
                Made result = creation.get();
                remembered.finish(begun, result.location(), JsonMapper.shared().writeValueAsString(result.view()));
                return result;
            });
            done = true;
            return made;
        } finally {
            if (!done) {
                remembered.forget(begun);
            }
        }
    }
}
