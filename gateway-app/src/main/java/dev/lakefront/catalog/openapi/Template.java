package dev.lakefront.catalog.openapi;

import dev.lakefront.catalog.Task;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a task's requests and answers look like when no document says so, read from the resource of the task's name. Its
 * schemas hold no references, so that they can be put into any document.
 */
record Template(ObjectNode described) {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    static Template of(Task task) {
        String resource = "generic/" + task.word() + ".json";
        try (InputStream in = Template.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + resource + " is missing from the application's jar.");
            }
            return new Template(MAPPER.readTree(in).asObject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String summary() {
        return described.path("summary").asString();
    }

    String description() {
        return described.path("description").asString();
    }

    ObjectNode request() {
        return described.path("request").asObject().deepCopy();
    }

    /** The media types of the 200 answer: JSON, and server-sent events for a task that streams. */
    ObjectNode responseContent() {
        ObjectNode content = Nodes.object();
        content.putObject("application/json")
                .set("schema", described.path("response").deepCopy());
        Optional<ObjectNode> stream = Nodes.object(described, "stream");
        stream.ifPresent(events -> content.putObject("text/event-stream").set("schema", events.deepCopy()));
        return content;
    }
}
