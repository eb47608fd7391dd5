package dev.lakefront.publication;

import dev.lakefront.catalog.Task;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Prints where the gateway is and what it serves and, when there is a starter key, a call that works as it stands.
 *
 * <p>On standard output and not in the log: the key must not end up where logs do.
 */
@Component
class StartBanner implements ApplicationListener<ApplicationReadyEvent> {

    /** More than these nobody reads on a screen. */
    private static final int MOST_NAMED = 20;

    private final Snapshots snapshots;
    private final StarterKey starterKey;
    private final ObjectProvider<BannerLine> lines;
    private final Environment environment;

    StartBanner(Snapshots snapshots, StarterKey starterKey, ObjectProvider<BannerLine> lines, Environment environment) {
        this.lines = lines;
        this.environment = environment;
        this.snapshots = snapshots;
        this.starterKey = starterKey;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        if (ready.getApplicationContext() instanceof ReactiveWebServerApplicationContext context
                && !"management".equals(context.getServerNamespace())) {
            print(System.out, scheme() + "://" + host() + ":" + port(context));
        }
    }

    private static int port(WebServerApplicationContext context) {
        return context.getWebServer() == null ? 0 : context.getWebServer().getPort();
    }

    private String scheme() {
        boolean encrypted = Stream.of("bundle", "key-store", "certificate")
                .anyMatch(setting -> environment.containsProperty("server.ssl." + setting));
        return encrypted ? "https" : "http";
    }

    /** Where somebody on this machine reaches it. */
    private String host() {
        String address = environment.getProperty("server.address", "");
        boolean local = address.isEmpty()
                || List.of("0.0.0.0", "::", "127.0.0.1", "::1").contains(address);
        return local ? "localhost" : address.contains(":") ? "[" + address + "]" : address;
    }

    void print(PrintStream out, String url) {
        Snapshot snapshot = snapshots.current();
        int others = snapshot.apis().size() - MOST_NAMED;
        String apis = snapshot.apis().values().stream()
                        .limit(MOST_NAMED)
                        .map(api ->
                                api.api().id() + " (" + api.document().task().word() + ")")
                        .collect(Collectors.joining(", "))
                + (others > 0 ? " and " + others + " more" : "");
        @Nullable String key = starterKey.reveal();
        out.println();
        out.println("  Lakefront  " + url);
        lines.orderedStream().forEach(line -> out.printf(Locale.ROOT, "  %-9s  %s%n", line.label(), line.text(url)));
        out.println("  APIs       " + (apis.isEmpty() ? "none yet: declare one in config/apis/" : apis));
        if (key != null) {
            out.println("  Key        " + key + "  (to everything, until this process ends)");
            example(snapshot, url, key).forEach(out::println);
        }
        out.println();
        out.flush();
    }

    private static List<String> example(Snapshot snapshot, String url, String key) {
        PublishedApi api = snapshot.apis().get("iris");
        if (api == null || api.document().task() != Task.TABULAR) {
            return List.of("  Try        curl -s " + url + "/v1/models -H 'X-API-Key: " + key + "'");
        }
        return List.of(
                "  Try        curl -s " + url + "/iris/invocations -H 'X-API-Key: " + key + "' \\",
                "               -H 'Content-Type: application/json' \\",
                "               -d '{\"dataframe_records\":[{\"sepal_length\":5.1,\"sepal_width\":3.5,"
                        + "\"petal_length\":1.4,\"petal_width\":0.2}]}'");
    }
}
