package dev.lakefront.identity;

import dev.lakefront.Gateway;
import dev.lakefront.portal.PortalGateway;
import dev.lakefront.subscription.KeyDigest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.WebFilter;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * All that the running application maps, read from where it looks itself, so that no test can forget a page that is new;
 * and a bean that tells with each answer which of them was reached.
 */
class MappedRoutes {

    static final String ADMINISTRATOR_KEY = "administrator-test-key";

    /** With the pattern whose handler answered; an answer of a guard's own has none. */
    private static final String REACHED = "X-Test-Reached";

    /** One route: whatever has this method and matches this pattern. */
    record Route(String method, String pattern) {

        private static final Pattern FUNCTION = Pattern.compile("\\(?([A-Z]+) && (/[^)\\s]*)");

        /** Where there is something, so that the handler itself has no reason to refuse; else a name of nothing. */
        String path() {
            return pattern.replaceAll("(/portal|/v1)/apis/\\{id[^}]*}", "$1/apis/iris")
                    .replaceAll("/products/\\{id}", "/products/internal")
                    .replace("/docs/problems/{code}", "/docs/problems/overloaded")
                    .replace("/docs/{name}", "/docs/keys")
                    .replace("/subscriptions/{id}", "/subscriptions/s-aaaaaaaaaaaa")
                    .replace("{action}", "approve")
                    .replaceAll("\\{\\*[^}]*}", "nothing")
                    .replaceAll("\\{[^}]*}", "primary");
        }

        boolean isPage() {
            return SecuredPages.PATHS.stream()
                    .map(PathPatternParser.defaultInstance::parse)
                    .anyMatch(secured -> secured.matches(PathContainer.parsePath(path())));
        }

        boolean isManagement() {
            return pattern.startsWith("/management/");
        }

        /** Who may see it, where it is a page. */
        Optional<PageAccess.Row> row() {
            return PageAccess.TABLE.stream()
                    .filter(row -> row.pattern().matches(PathContainer.parsePath(path())))
                    .findFirst();
        }

        /** What a router function says of itself. */
        private static List<Route> of(RouterFunction<?> function) {
            List<Route> routes = new ArrayList<>();
            Matcher matcher = FUNCTION.matcher(function.toString());
            while (matcher.find()) {
                routes.add(new Route(matcher.group(1), matcher.group(2)));
            }
            return routes;
        }

        private static List<Route> of(RequestMappingInfo mapping) {
            Set<RequestMethod> named = mapping.getMethodsCondition().getMethods();
            // One that names no method takes them all.
            Set<RequestMethod> methods = named.isEmpty() ? Set.of(RequestMethod.values()) : named;
            return mapping.getPatternsCondition().getPatterns().stream()
                    .flatMap(pattern ->
                            methods.stream().map(method -> new Route(method.name(), pattern.getPatternString())))
                    .toList();
        }
    }

    @Bean
    WebFilter tellsWhatWasReached() {
        return (exchange, chain) -> {
            exchange.getResponse().beforeCommit(() -> {
                Object pattern = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
                if (pattern != null) {
                    exchange.getResponse().getHeaders().set(REACHED, pattern.toString());
                }
                return reactor.core.publisher.Mono.empty();
            });
            return chain.filter(exchange);
        };
    }

    /** A small company's gateway that tells what was reached, and that has an administrator key. */
    static Gateway start(Path folder) {
        String digest = KeyDigest.of(ADMINISTRATOR_KEY).written();
        return PortalGateway.start(folder, MappedRoutes.class, "--lakefront.management.administrator-key=" + digest)
                .gateway();
    }

    /** Of the route whose handler answered; empty where none did. */
    static String reached(HttpResponse<?> answer) {
        return answer.headers().firstValue(REACHED).orElse("");
    }

    static List<Route> of(Gateway gateway) {
        Set<Route> routes = new TreeSet<>(Comparator.comparing(Route::pattern).thenComparing(Route::method));
        gateway.beans(RequestMappingHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .forEach(mapping -> routes.addAll(Route.of(mapping)));
        gateway.beans(RouterFunction.class).values().forEach(function -> routes.addAll(Route.of(function)));
        return List.copyOf(new LinkedHashSet<>(routes));
    }
}
