package dev.lakefront.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.identity.MappedRoutes.Route;
import dev.lakefront.portal.PortalVisit;
import dev.lakefront.publication.Snapshot;
import dev.lakefront.store.Transactions;
import dev.lakefront.subscription.AuditEvent;
import dev.lakefront.subscription.AuditLog;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every route with every method that changes something or could: those that are mapped, and those that nothing is. */
class RouteMethodsTests {

    private static final List<String> CHANGING = List.of("POST", "PUT", "PATCH", "DELETE");
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    @TempDir
    private static Path folder;

    private static Gateway gateway;
    private static List<Route> routes;
    private static Everybody everybody;

    private List<AuditEvent> audited;
    private Snapshot served;

    @BeforeAll
    static void start() {
        gateway = MappedRoutes.start(folder);
        routes = MappedRoutes.of(gateway);
        everybody = new Everybody(gateway);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void look() {
        audited = audited();
        served = gateway.snapshots().current();
    }

    @AfterEach
    void findNothingChanged() {
        assertThat(audited()).isEqualTo(audited);
        assertThat(gateway.snapshots().current()).isSameAs(served);
    }

    private static List<AuditEvent> audited() {
        return gateway.bean(Transactions.class)
                .call(() -> gateway.bean(AuditLog.class).read(0, 1000));
    }

    /** Signing in and out are no mapped routes, and have tests of their own. */
    @Test
    void changeNothingWithoutTheTokenThatThisBrowserWasGiven() {
        String foreign = PortalVisit.anonymous(gateway).token();
        for (Route route : routes) {
            if (route.isPage() && !Everybody.isReading(route.method())) {
                for (String token : new String[] {"", "made-up", foreign}) {
                    refusesForms(route.method(), route.path(), token);
                }
            }
        }
    }

    @Test
    void askForTheTokenBeforeTheyTellWhatIsMapped() {
        for (String path : paths(Route::isPage)) {
            for (String method : CHANGING) {
                refusesForms(method, path, "");
            }
        }
    }

    private static void refusesForms(String method, String path, String token) {
        for (Who who : Who.values()) {
            String what = method + " " + path + " as " + who + " with '" + token + "'";
            isRefusedForm(form(who, method, path, token), what);
            isRefusedForm(script(who, method, path, token), what + " in a header");
        }
    }

    private static HttpResponse<String> form(Who who, String method, String path, String token) {
        PortalVisit visit = everybody.visit(who);
        String fields = "title=Planted&confirm=primary" + (token.isEmpty() ? "" : "&_csrf=" + token);
        return visit.send(visit.request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, BodyPublishers.ofString(fields)));
    }

    private static HttpResponse<String> script(Who who, String method, String path, String token) {
        PortalVisit visit = everybody.visit(who);
        return visit.send(visit.request(path)
                .header("Origin", "https://evil.example")
                .header("Sec-Fetch-Site", "cross-site")
                .header("Content-Type", "text/plain")
                .header("X-CSRF-Token", token)
                .method(method, BodyPublishers.ofString("{}")));
    }

    private static void isRefusedForm(HttpResponse<String> answer, String what) {
        assertThat(answer.statusCode()).as(what).isEqualTo(403);
        assertThat(answer.headers().firstValue("X-Lakefront-Error")).as(what).hasValue("form-expired");
        assertThat(MappedRoutes.reached(answer)).as(what).isEmpty();
    }

    /** With the token of their forms: what refuses them is that there is nothing of that method. */
    @Test
    void leadNowhereWhereNothingIsMapped() {
        for (String path : paths(Route::isPage)) {
            for (String method : notMapped(path)) {
                for (Who who : Who.values()) {
                    HttpResponse<String> answer = everybody.ask(who, method, path);
                    String what = method + " " + path + " as " + who + ": " + answer.statusCode();
                    if (answer.statusCode() == 303) {
                        assertThat(who).as(what).isEqualTo(Who.STRANGER);
                        assertThat(PortalVisit.location(answer)).as(what).startsWith(SignInAddress.PATH);
                    } else {
                        isNothing(answer, what);
                    }
                }
            }
        }
    }

    /** Neither the management API, to whoever has its key, nor what has no guard. */
    @Test
    void leadNowhereBesidePagesEither() {
        for (String path : paths(route -> !route.isPage())) {
            for (String method : notMapped(path)) {
                HttpRequest.Builder request = gateway.request(path).method(method, BodyPublishers.ofString("{}"));
                HttpResponse<String> answer =
                        gateway.send(request.header("Authorization", "Bearer " + MappedRoutes.ADMINISTRATOR_KEY));
                isNothing(answer, method + " " + path + ": " + answer.statusCode() + " " + answer.body());
            }
        }
    }

    /** What is there answers OPTIONS by HTTP's own rule: with the methods that it has, and without content. */
    private static void isNothing(HttpResponse<String> answer, String what) {
        if (answer.request().method().equals("OPTIONS") && answer.statusCode() == 200) {
            assertThat(answer.body()).as(what).isEmpty();
            assertThat(answer.headers().firstValue("Allow")).as(what).isPresent();
        } else {
            assertThat(answer.statusCode()).as(what).isIn(404, 405);
        }
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                .as(what)
                .isEmpty();
    }

    private static Set<String> paths(Predicate<Route> which) {
        return routes.stream().filter(which).map(Route::path).collect(Collectors.toCollection(TreeSet::new));
    }

    /** But for signing in, which is no mapped route and has tests of its own. */
    private static List<String> notMapped(String path) {
        return METHODS.stream()
                .filter(method -> !(method.equals("POST") && path.equals(SignInAddress.PATH)))
                .filter(method -> routes.stream()
                        .noneMatch(route ->
                                route.method().equals(method) && route.path().equals(path)))
                .toList();
    }
}
