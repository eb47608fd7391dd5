package dev.lakefront.management;

import dev.lakefront.catalog.Lifecycle;
import dev.lakefront.publication.DocumentStatus;
import dev.lakefront.publication.PublishedApi;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How the management API shows an API. */
final class ApiView {

    private ApiView() {}

    static ObjectNode of(PublishedApi published) {
        var api = published.api();
        ObjectNode node = JsonMapper.shared().createObjectNode();
        node.put("id", api.id());
        node.put("title", api.title());
        node.put("summary", api.summary());
        node.put("path", api.path());
        node.put("workspace", api.workspace());
        node.put("endpoint", api.endpoint());
        node.put("task", published.document().task().word());
        strings(node.putArray("tags"), api.tags());
        strings(node.putArray("products"), api.products().stream().sorted().toList());
        node.put("sla", api.sla());
        node.set("lifecycle", lifecycle(api.lifecycle()));
        ArrayNode operations = node.putArray("operations");
        published
                .document()
                .operations()
                .forEach(operation -> operations
                        .addObject()
                        .put("id", operation.id())
                        .put("method", operation.method())
                        .put("path", api.path() + operation.path()));
        node.set("document", document(published));
        return node;
    }

    /** What the import did; unpacks the document, so not on an event loop. */
    static ObjectNode importReport(PublishedApi published) {
        ObjectNode node = JsonMapper.shared().createObjectNode();
        node.put("api", published.api().id());
        ObjectNode document = document(published);
        document.properties().forEach(member -> node.set(member.getKey(), member.getValue()));
        ArrayNode changes = node.putArray("changes");
        published
                .document()
                .changes()
                .forEach(change -> changes.add(JsonMapper.shared().<ObjectNode>valueToTree(change)));
        return node;
    }

    private static JsonNode lifecycle(@Nullable Lifecycle lifecycle) {
        if (lifecycle == null) {
            return JsonMapper.shared().nullNode();
        }
        LocalDate sunset = lifecycle.sunset();
        return JsonMapper.shared()
                .createObjectNode()
                .put("deprecated", lifecycle.deprecated().toString())
                .put("sunset", sunset == null ? null : sunset.toString())
                .put("successor", lifecycle.successor())
                .put("link", lifecycle.link());
    }

    private static ObjectNode document(PublishedApi published) {
        DocumentStatus status = published.status();
        ObjectNode document = JsonMapper.shared().createObjectNode();
        document.put("origin", status.word());
        document.put("reason", status.reason());
        document.put("at", status.at().toString());
        document.put("source_hash", published.document().sourceHash());
        document.put("source_version", published.document().sourceVersion());
        return document;
    }

    private static void strings(ArrayNode array, Iterable<String> texts) {
        texts.forEach(array::add);
    }
}
