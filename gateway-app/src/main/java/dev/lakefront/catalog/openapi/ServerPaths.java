package dev.lakefront.catalog.openapi;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where the operations of one document stand on its server.
 *
 * @param common what the paths of all of them begin with
 * @param own what follows it before an operation's path, by method and path; absent where nothing does
 */
record ServerPaths(String common, Map<String, String> own) {

    /** All operations stand where their paths say. */
    static final ServerPaths NONE = new ServerPaths("", Map.of());

    /** Takes the notes of {@link OperationServers} out of a document whose first server has the path. */
    static ServerPaths takeFrom(ObjectNode document, String serverPath) {
        Map<String, String> stands = new HashMap<>();
        Nodes.named(document.path("paths")).forEach(path -> {
            for (String method : Kind.METHODS) {
                if (path.getValue().path(method) instanceof ObjectNode operation) {
                    JsonNode note = operation.remove(OperationServers.NOTE);
                    stands.put(key(path.getKey(), method), note == null ? serverPath : note.asString());
                }
            }
        });
        String common = stands.values().stream().reduce(ServerPaths::shared).orElse(serverPath);
        stands.replaceAll((operation, path) -> path.substring(common.length()));
        return new ServerPaths(common, Map.copyOf(stands));
    }

    /** The template on the server, below {@link #common()}. */
    String upstreamPath(String path, String method) {
        return own.getOrDefault(key(path, method), "") + path;
    }

    private static String key(String path, String method) {
        return method + " " + path;
    }

    /** The segments that both begin with. */
    private static String shared(String one, String other) {
        String[] segments = one.split("/", -1);
        String[] others = other.split("/", -1);
        int same = 0;
        int end = -1;
        while (same < Math.min(segments.length, others.length) && segments[same].equals(others[same])) {
            end += segments[same].length() + 1;
            same++;
        }
        return one.substring(0, Math.max(0, end));
    }
}
