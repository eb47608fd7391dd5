package dev.lakefront.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.handler.RoutePredicateHandlerMapping;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.web.server.ServerWebExchange;

/** Pins the places where the gateway takes Spring Cloud Gateway's part: an upgrade that moves one must fail here. */
class SeamTests {

    @TempDir
    private static Path folder;

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = Gateway.start(folder);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void looksRoutesUpItself() throws NoSuchMethodException {
        Method lookUp = RoutePredicateHandlerMapping.class.getDeclaredMethod("lookupRoute", ServerWebExchange.class);

        assertThat(lookUp.getReturnType().getSimpleName()).isEqualTo("Mono");
        assertThat(gateway.bean(RoutePredicateHandlerMapping.class)).isInstanceOf(GatewayHandlerMapping.class);
    }

    @Test
    void givesEachRouteItsStepsReadyAndInOrder() {
        WalkingWebHandler handler = (WalkingWebHandler) gateway.bean(FilteringWebHandler.class);
        RouteTable table = gateway.bean(RouteTables.class).current();
        RouteTarget target =
                ((PathIndex.Lookup.Found<RouteTarget>) table.find("POST", RawPath.parse("/iris/invocations"))).target();
        Route route = target.route();

        List<GatewayFilter> steps = handler.getCombinedFilters(route);

        assertThat(steps).containsExactlyElementsOf(gateway.bean(Walk.class).byPath(target.requiredApi()));
        assertThat(steps)
                .extracting(step -> step.getClass().getSimpleName())
                .containsExactly(
                        "ProblemStep",
                        "KeyStep",
                        "LimitStep",
                        "PolicyStep",
                        "BodyStep",
                        "RetryStep",
                        "AdmitStep",
                        "CredentialStep",
                        "BreakerStep",
                        "CallStep");
    }

    @Test
    void switchesTheStockFiltersOff() {
        assertThat(gateway.beans(GlobalFilter.class)).isEmpty();
        assertThat(gateway.beans(HttpHeadersFilter.class)).isEmpty();
        assertThat(gateway.beans(RouteLocator.class)).isEmpty();
    }
}
