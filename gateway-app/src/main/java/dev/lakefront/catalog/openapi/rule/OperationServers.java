package dev.lakefront.catalog.openapi.rule;

import dev.lakefront.catalog.openapi.ServerPaths;
import dev.lakefront.catalog.openapi.tree.Kind;
import dev.lakefront.catalog.openapi.tree.Nodes;
import dev.lakefront.catalog.openapi.tree.Place;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Notes the path of the server that an operation or a path item has for itself, where it is not the document's. An
 * operation whose own servers all stand on another host is left out: calls go to one server. A Databricks endpoint has
 * one address, which its platform knows better than any document.
 */
public final class OperationServers implements Rule {

    public static final String NAME = "operation-servers";

    /** Between this rule and {@link ServerPaths} only; never in a result. */
    public static final String NOTE = "x-lakefront-server-path";

    private final boolean databricks;

    public OperationServers(boolean databricks) {
        this.databricks = databricks;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void apply(ObjectNode document, Changes changes) {
        Optional<String> host = host(document);
        String common = BasePath.of(document);
        Place root = Place.ROOT.then("paths");
        for (Map.Entry<String, ObjectNode> path :
                Nodes.named(document.path("paths")).toList()) {
            ObjectNode item = path.getValue();
            for (String method : Kind.METHODS) {
                if (item.path(method) instanceof ObjectNode operation) {
                    // A document may hold the note's name, by accident or not.
                    operation.remove(NOTE);
                    JsonNode servers = databricks ? Nodes.array() : own(item, operation);
                    Optional<String> server = path(servers, host, common);
                    if (server.isEmpty()) {
                        item.remove(method);
                        changes.record(
                                this, root.then(path.getKey()).then(method).pointer(), servers, null);
                    } else if (!server.get().equals(common)) {
                        operation.put(NOTE, server.get());
                    }
                }
            }
        }
    }

    /** The host of the document's first server; if it names none, of the first that an operation names. */
    private static Optional<String> host(ObjectNode document) {
        Set<String> hosts = new LinkedHashSet<>();
        BasePath.host(document.path("servers").path(0)).ifPresent(hosts::add);
        Nodes.named(document.path("paths")).forEach(path -> {
            for (String method : Kind.METHODS) {
                own(path.getValue(), path.getValue().path(method))
                        .forEach(server -> BasePath.host(server).ifPresent(hosts::add));
            }
        });
        return hosts.stream().findFirst();
    }

    private static JsonNode own(ObjectNode item, JsonNode operation) {
        JsonNode own = operation.path("servers");
        return own.isArray() && !own.isEmpty() ? own : item.path("servers");
    }

    private static Optional<String> path(JsonNode servers, Optional<String> host, String common) {
        if (!servers.isArray() || servers.isEmpty()) {
            return Optional.of(common);
        }
        List<JsonNode> here = servers.valueStream()
                .filter(server ->
                        BasePath.host(server).map(Optional::of).orElse(host).equals(host))
                .toList();
        return here.stream()
                .flatMap(server -> BasePath.ofServer(server).stream())
                .findFirst();
    }
}
