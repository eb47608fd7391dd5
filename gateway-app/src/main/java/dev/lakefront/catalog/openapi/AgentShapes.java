package dev.lakefront.catalog.openapi;

import dev.lakefront.catalog.Format;
import dev.lakefront.catalog.Task;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells the truth about an agent whose endpoint says that it speaks a chat protocol while its document, made from the
 * model's signature, describes {@code predictions}: the answer is a chat completion or a response, and the protocol's
 * own body is accepted beside the dataframe.
 */
final class AgentShapes implements Rule {

    /** The body that a protocol takes, and the property that tells it from others. */
    private record Protocol(String word, ObjectNode body) {}

    private final Optional<Task> task;

    AgentShapes(@Nullable String endpointTask) {
        this.task = Optional.ofNullable(endpointTask)
                .flatMap(Task::ofEndpoint)
                .filter(spoken -> spoken == Task.CHAT || spoken == Task.AGENT);
    }

    @Override
    public String name() {
        return "agent-shapes";
    }

    @Override
    public void apply(ObjectNode document, Changes changes) {
        if (task.isEmpty()) {
            return;
        }
        Template template = Template.of(task.get());
        String word = task.get() == Task.CHAT ? Format.MESSAGES.word() : "input";
        for (Map.Entry<String, ObjectNode> path :
                Nodes.named(document.path("paths")).toList()) {
            boolean model = path.getKey().equals(ServedModelPaths.INVOCATIONS)
                    || path.getKey().equals(ServedModelPaths.PINNED)
                    || ServedModelPaths.versioned(path.getKey());
            JsonNode answer = path.getValue().path("post").path("responses").path("200");
            JsonNode described = answer.path("content")
                    .path("application/json")
                    .path("schema")
                    .path("properties");
            if (model && answer instanceof ObjectNode response && described.has("predictions")) {
                Place place = Place.ROOT.then("paths").then(path.getKey()).then("post");
                answer(place.then("responses").then("200").then("content"), response, template, changes);
                request(place, path.getValue().path("post"), new Protocol(word, template.request()), changes);
            }
        }
    }

    private void answer(Place place, ObjectNode response, Template template, Changes changes) {
        JsonNode before = response.get("content");
        response.set("content", template.responseContent());
        changes.record(this, place.pointer(), before, response.get("content"));
    }

    private void request(Place place, JsonNode operation, Protocol protocol, Changes changes) {
        JsonNode media = operation.path("requestBody").path("content").path("application/json");
        if (!(media.path("schema") instanceof ObjectNode schema)) {
            return;
        }
        Place at = place.then("requestBody")
                .then("content")
                .then("application/json")
                .then("schema");
        boolean there = Wrappers.branches(at, schema).stream()
                .anyMatch(branch -> branch.schema().path("properties").has(protocol.word()));
        if (there) {
            return;
        }
        JsonNode before = schema.deepCopy();
        Optional<ArrayNode> alternatives = Nodes.array(schema, "oneOf").or(() -> Nodes.array(schema, "anyOf"));
        if (alternatives.isPresent()) {
            alternatives.get().add(protocol.body());
        } else {
            schema.removeAll().putArray("anyOf").add(before).add(protocol.body());
        }
        changes.record(this, at.pointer(), before, schema);
    }
}
