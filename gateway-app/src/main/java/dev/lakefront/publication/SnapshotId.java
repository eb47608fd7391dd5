package dev.lakefront.publication;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Names snapshots: equal states have equal ids, so nobody has to compare more than that. What an API contributes is worked
 * out once for as long as the API stays the same. Thread-safe.
 */
final class SnapshotId {

    private static final int LENGTH = 12;

    private record Contribution(PublishedApi api, String hash) {}

    private volatile Map<String, Contribution> last = Map.of();

    String of(Configuration configuration, Map<String, PublishedApi> published) {
        StringBuilder state = new StringBuilder(configuration.fingerprint());
        configuration.workspaces().forEach((id, workspace) -> state.append(id).append(workspace.host()));
        Map<String, Contribution> before = last;
        Map<String, Contribution> contributions = HashMap.newHashMap(published.size());
        published.forEach((id, api) -> {
            Contribution known = before.get(id);
            Contribution now = known != null && known.api() == api ? known : new Contribution(api, hash(api));
            contributions.put(id, now);
            state.append(now.hash());
        });
        last = contributions;
        return hash(state.toString()).substring(0, LENGTH);
    }

    private static String hash(PublishedApi api) {
        return hash(String.valueOf(api.api())
                        + api.endpoint()
                        + api.document().sourceHash()
                        + api.status().origin()
                        + api.status().reason())
                .substring(0, 2 * LENGTH);
    }

    private static String hash(String text) {
        return DocumentStore.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
