package dev.lakefront.publication;

import dev.lakefront.backend.Endpoint;
import dev.lakefront.backend.Workspace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file that would make an API of an endpoint that none fronts: for people to commit, the gateway writes no such file.
 *
 * @param id a free one, made of the endpoint's name
 */
public record ProposedApi(String endpoint, String id, String yaml) {

    /** What YAML takes for a text without quotes; JSON's quotes are YAML's for all else. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*( [A-Za-z0-9_-]+)*");

    private static final Set<String> WORDS = Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

    private static final int LONGEST = 63;

    /** Where it belongs. */
    public String file() {
        return "config/apis/" + id + ".yaml";
    }

    /** One for each endpoint that no published API fronts, in the order of their names. */
    public static List<ProposedApi> of(Workspace workspace, Collection<Endpoint> endpoints, Snapshot snapshot) {
        Set<String> fronted = new HashSet<>();
        Set<String> taken = new HashSet<>();
        snapshot.apis().values().forEach(api -> {
            taken.add(api.api().id());
            taken.add(api.api().path().substring(1).split("/", 2)[0]);
            if (api.api().workspace().equals(workspace.id().value())) {
                fronted.add(api.api().endpoint());
            }
        });
        List<ProposedApi> proposed = new ArrayList<>();
        endpoints.stream()
                .map(Endpoint::name)
                .filter(name -> !fronted.contains(name))
                .distinct()
                .sorted(Comparator.naturalOrder())
                .forEach(name -> {
                    String id = free(name, taken);
                    taken.add(id);
                    proposed.add(new ProposedApi(name, id, yaml(workspace, name, snapshot)));
                });
        return proposed;
    }

    private static String free(String endpoint, Set<String> taken) {
        String base = Discovery.id(endpoint);
        String id = base.isEmpty() ? "api" : base;
        for (int number = 2; taken.contains(id) || ReservedPaths.isReserved(id); number++) {
            String suffix = "-" + number;
            String stem = base.isEmpty() ? "api" : base;
            id = stem.substring(0, Math.min(stem.length(), LONGEST - suffix.length())) + suffix;
        }
        return id;
    }

    private static String yaml(Workspace workspace, String endpoint, Snapshot snapshot) {
        String products = snapshot.products().keySet().stream()
                .sorted()
                .limit(5)
                .reduce((one, other) -> one + ", " + other)
                .orElse("internal");
        return "title: " + text(title(endpoint)) + "\n"
                + "workspace: " + text(workspace.id().value()) + "\n"
                + "endpoint: " + text(endpoint) + "\n"
                + "# Whoever subscribes to one of these may call it:\n"
                + "# products: [" + products + "]\n";
    }

    /** The endpoint's name as people would write it. */
    private static String title(String endpoint) {
        String words = endpoint.replaceAll("[_.-]+", " ").strip();
        return words.isEmpty() ? endpoint : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String text(String value) {
        boolean plain = PLAIN.matcher(value).matches() && !WORDS.contains(value.toLowerCase(Locale.ROOT));
        return plain ? value : JsonMapper.shared().writeValueAsString(value);
    }
}
