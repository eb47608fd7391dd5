package dev.lakefront.management;

import dev.lakefront.subscription.StoredSubscription;
import dev.lakefront.subscription.Subscription;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** Subscriptions to read: those of files and those of the portal side by side. */
@RestController
@RequestMapping("/management/v1/subscriptions")
class SubscriptionResource {

    private final DeclaredSubscriptions declared;
    private final ObjectProvider<StoredSubscriptions> stored;
    private final PortalWork work;

    SubscriptionResource(DeclaredSubscriptions declared, ObjectProvider<StoredSubscriptions> stored, PortalWork work) {
        this.declared = declared;
        this.stored = stored;
        this.work = work;
    }

    @GetMapping
    Mono<ResponseEntity<byte[]>> list(@RequestParam MultiValueMap<String, String> query) {
        Page page = Page.of(query);
        SubscriptionFilter filter = SubscriptionFilter.of(query);
        return portals(filter, page).map(portals -> {
            List<ObjectNode> shown = new ArrayList<>();
            portals.forEach(subscription -> shown.add(SubscriptionView.of(subscription)));
            files(filter).forEach(subscription -> shown.add(SubscriptionView.of(subscription)));
            return Answer.tagged(page.of(shown, view -> view.get("id").asString(), view -> view));
        });
    }

    private List<Subscription> files(SubscriptionFilter filter) {
        return filter.wantsFiles()
                ? declared.all().stream().filter(filter::matches).toList()
                : List.of();
    }

    /** Enough of them for the part that is asked for; none where there is no portal. */
    private Mono<List<StoredSubscription>> portals(SubscriptionFilter filter, Page page) {
        if (!filter.wantsPortal() || stored.getIfAvailable() == null) {
            return Mono.just(List.of());
        }
        return work.with(stored, subscriptions -> subscriptions.list(filter, page));
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<byte[]>> get(@PathVariable String id) {
        return view(id).map(Answer::tagged);
    }

    @GetMapping("/{id}/keys")
    Mono<ResponseEntity<byte[]>> keys(@PathVariable String id, @RequestParam MultiValueMap<String, String> query) {
        Page page = Page.of(query);
        return view(id).map(subscription -> Answer.tagged(page.of(
                subscription.get("keys").values(), key -> key.get("name").asString(), key -> key)));
    }

    @GetMapping("/{id}/keys/{name}")
    Mono<ResponseEntity<byte[]>> key(@PathVariable String id, @PathVariable String name) {
        return view(id).map(subscription -> subscription.get("keys").values().stream()
                .filter(key -> key.get("name").asString().equals(name))
                .findFirst()
                .map(Answer::tagged)
                .orElseThrow(() -> Answer.missing("key", name)));
    }

    private Mono<ObjectNode> view(String id) {
        return declared.find(id)
                .map(subscription -> Mono.just(SubscriptionView.of(subscription)))
                .orElseGet(() -> stored.getIfAvailable() == null
                        ? Mono.error(Answer.missing("subscription", id))
                        : work.with(stored, subscriptions -> SubscriptionView.of(subscriptions.find(id))));
    }
}
