package dev.lakefront.publication;

import dev.lakefront.catalog.Api;
import dev.lakefront.catalog.Lifecycle;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Prepares what callers of an API are told of its end, once for each snapshot. */
@Component
class LifecycleNotices {

    private final boolean portal;

    LifecycleNotices(@Value("${lakefront.portal.enabled:true}") boolean portal) {
        this.portal = portal;
    }

    /**
     * Absent for an API of whose end nothing is said.
     *
     * @param apis all that there are, by id
     */
    @Nullable
    LifecycleNotice of(Api api, Map<String, Api> apis, GatewaySettings settings) {
        Lifecycle lifecycle = api.lifecycle();
        if (lifecycle == null) {
            return null;
        }
        Api successor = lifecycle.successor() == null ? null : apis.get(lifecycle.successor());
        return LifecycleNotice.of(
                lifecycle, link(api, lifecycle, settings), successor == null ? null : successor.path());
    }

    /** The API's page in the portal, where nothing else is named and the page has an address that is known. */
    private @Nullable String link(Api api, Lifecycle lifecycle, GatewaySettings settings) {
        if (lifecycle.link() != null) {
            return lifecycle.link();
        }
        String publicUrl = settings.publicUrl();
        return portal && publicUrl != null ? publicUrl + "/portal/apis/" + api.id() : null;
    }
}
