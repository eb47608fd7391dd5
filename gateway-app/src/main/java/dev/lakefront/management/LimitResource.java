package dev.lakefront.management;

import dev.lakefront.limit.Limit;
import dev.lakefront.limit.LoweredLimits;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The limits that one subscription of the portal has lower than others. */
@RestController
class LimitResource {

    private final ObjectProvider<StoredSubscriptions> stored;
    private final PortalWork work;

    LimitResource(ObjectProvider<StoredSubscriptions> stored, PortalWork work) {
        this.stored = stored;
        this.work = work;
    }

    @PutMapping("/management/v1/subscriptions/{id}/limits")
    Mono<ResponseEntity<byte[]>> replace(@PathVariable String id, ServerWebExchange exchange) {
        return ChangeRequest.of(exchange).flatMap(sent -> {
            LoweredLimits limits = limits(sent.body());
            return work.with(stored, subscriptions -> subscriptions.lower(id, limits, sent.expected(), sent.actor()))
                    .map(lowered -> Answer.changed(SubscriptionView.of(lowered)));
        });
    }

    /** A body that got lost must not take limits away. */
    private static LoweredLimits limits(SentBody body) {
        if (body.bytes().length == 0) {
            throw Fields.refused("", "Send all limits that it is to have lower, or {} for none.");
        }
        Map<String, Long> amounts = body.fields().amounts(Limit.MOST);
        body.fields().finish();
        return new LoweredLimits(amounts);
    }
}
