package dev.lakefront.management;

import dev.lakefront.subscription.Scope;
import dev.lakefront.subscription.StoredSubscription;
import dev.lakefront.subscription.SubscriptionRequest;
import dev.lakefront.subscription.Transition;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Subscriptions of the portal to make and to decide on. */
@RestController
@RequestMapping("/management/v1/subscriptions")
class SubscriptionChangeResource {

    private static final int LONGEST_TITLE = 100;
    private static final int LONGEST_TEXT = 1000;
    private static final int LONGEST_ID = 63;
    private static final int LONGEST_OWNER = 512;
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_EMAIL = 320;

    private final ObjectProvider<StoredSubscriptions> stored;
    private final ObjectProvider<IdempotentCreation> creation;
    private final PortalWork work;

    SubscriptionChangeResource(
            ObjectProvider<StoredSubscriptions> stored, ObjectProvider<IdempotentCreation> creation, PortalWork work) {
        this.stored = stored;
        this.creation = creation;
        this.work = work;
    }

    @PostMapping
    Mono<ResponseEntity<byte[]>> create(ServerWebExchange exchange) {
        return ChangeRequest.of(exchange).flatMap(sent -> {
            CreationRequest repeatable = CreationRequest.of(exchange, sent);
            SubscriptionRequest request = request(sent.fields());
            return work.with(
                    creation,
                    once -> once.subscription(
                            repeatable, () -> stored.getObject().create(request, sent.actor())));
        });
    }

    private static SubscriptionRequest request(Fields fields) {
        String title = fields.text("title", LONGEST_TITLE);
        Fields owner = fields.object("owner");
        String id = owner.text("id", LONGEST_OWNER);
        String name = owner.optional("name", LONGEST_NAME);
        String email = owner.optional("email", LONGEST_EMAIL);
        Scope scope = scope(fields.object("scope"));
        String purpose = fields.optional("purpose", LONGEST_TEXT);
        boolean terms = fields.flag("terms_accepted");
        fields.finish();
        return new SubscriptionRequest(
                new StoredSubscription.Owner(id, name == null ? shortened(id) : name, email),
                scope,
                title,
                purpose,
                terms);
    }

    private static String shortened(String id) {
        return id.length() > LONGEST_NAME ? id.substring(0, LONGEST_NAME) : id;
    }

    private static Scope scope(Fields fields) {
        String kind = fields.text("kind", LONGEST_ID);
        String id = fields.optional("id", LONGEST_ID);
        return Scopes.of(kind, id).orElseGet(() -> {
            switch (kind) {
                case "all" -> fields.wrong("id", "must be left out where the kind is all");
                case "product", "api" -> fields.wrong("id", "must name the " + kind);
                default -> fields.wrong("kind", "must be product, api or all");
            }
            return new Scope.All();
        });
    }

    @PostMapping({"/{id}/approve", "/{id}/reject", "/{id}/suspend", "/{id}/resume", "/{id}/cancel"})
    Mono<ResponseEntity<byte[]>> change(@PathVariable String id, ServerWebExchange exchange) {
        Transition transition = transition(exchange);
        return ChangeRequest.of(exchange).flatMap(sent -> {
            StoredSubscriptions.Change change = change(transition, sent.fields(), sent.expected());
            return work.with(stored, subscriptions -> subscriptions.change(id, change, sent.actor()))
                    .map(changed -> Answer.changed(SubscriptionView.of(changed)));
        });
    }

    private static StoredSubscriptions.Change change(
            Transition transition, Fields fields, EntityTag.Expected expected) {
        @Nullable String comment = fields.optional("comment", LONGEST_TEXT);
        var expires = transition == Transition.APPROVE ? fields.day("expires") : null;
        fields.finish();
        return new StoredSubscriptions.Change(transition, comment, expires, expected);
    }

    /** Only paths of the mapping come here. */
    private static Transition transition(ServerWebExchange exchange) {
        String path = exchange.getRequest().getPath().pathWithinApplication().value();
        return Transition.valueOf(path.substring(path.lastIndexOf('/') + 1).toUpperCase(Locale.ROOT));
    }
}
