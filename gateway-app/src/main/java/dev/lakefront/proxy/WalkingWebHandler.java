package dev.lakefront.proxy;

import java.util.List;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.route.Route;

/** Gives each route its steps, ready and in order; nothing is combined or sorted while a caller waits. */
final class WalkingWebHandler extends FilteringWebHandler {

    WalkingWebHandler() {
        super(List.of(), false);
    }

    @Override
    protected List<GatewayFilter> getCombinedFilters(Route route) {
        return route.getFilters();
    }
}
