package dev.lakefront.publication;

import dev.lakefront.backend.Workspace;
import dev.lakefront.catalog.Api;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes APIs of the endpoints that a workspace has and no file declares. */
final class Discovery {

    private static final Logger LOGGER = LoggerFactory.getLogger(Discovery.class);

    private Discovery() {}

    static Map<String, Api> apis(Workspace workspace, List<String> endpoints, Collection<Api> declared) {
        Set<String> fronted = new HashSet<>();
        Set<String> taken = new HashSet<>();
        for (Api api : declared) {
            taken.add(api.id());
            taken.add(api.path().substring(1).split("/", 2)[0]);
            if (api.workspace().equals(workspace.id().value())) {
                fronted.add(api.endpoint());
            }
        }
        Map<String, Api> found = new TreeMap<>();
        for (String endpoint : endpoints) {
            String id = id(endpoint);
            if (fronted.contains(endpoint)) {
                continue;
            }
            if (id.isEmpty() || ReservedPaths.isReserved(id) || taken.contains(id) || found.containsKey(id)) {
                LOGGER.atWarn()
                        .addKeyValue("endpoint", endpoint)
                        .log("No API is made of this endpoint: its name is reserved, taken or no id; declare one in"
                                + " config/apis/");
                continue;
            }
            found.put(id, Api.of(id, endpoint, workspace.id().value(), endpoint, Set.of()));
        }
        return found;
    }

    /** Names of endpoints may hold capitals and underscores, ids may not. */
    static String id(String endpoint) {
        String id = endpoint.toLowerCase(Locale.ROOT).replace('_', '-').replaceAll("[^a-z0-9-]", "");
        return id.startsWith("-") || id.length() > 63 ? "" : id;
    }
}
