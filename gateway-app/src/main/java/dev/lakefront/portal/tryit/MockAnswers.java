package dev.lakefront.portal.tryit;

import dev.lakefront.catalog.Operation;
import dev.lakefront.catalog.SchemaSamples;
import dev.lakefront.catalog.Task;
import dev.lakefront.publication.PublishedApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers as a model would, as far as its document says: with the example of the response, else with an instance of its
 * schema. Takes time with the document's size.
 */
final class MockAnswers {

    private static final String SENTENCE =
            "This is a mock answer, made from the API's document. The model was not asked.";
    private static final MediaType EVENTS = MediaType.parseMediaType("text/event-stream;charset=UTF-8");

    private MockAnswers() {}

    /** @param request the body that a model would have been sent */
    static MockAnswer of(PublishedApi api, Operation operation, String request) {
        ObjectNode document = api.document().document();
        DocumentNode responses = DocumentNode.root(document)
                .path("paths", operation.path(), operation.method().toLowerCase(Locale.ROOT), "responses");
        JsonNode body = success(responses)
                .flatMap(MockAnswers::json)
                .flatMap(MockAnswers::body)
                .orElseGet(JsonNodeFactory.instance::objectNode);
        boolean chat = api.document().task() == Task.CHAT;
        if (chat && isStream(request)) {
            return new MockAnswer(EVENTS, chunks(text(body)));
        }
        return new MockAnswer(MediaType.APPLICATION_JSON, List.of(JsonLayout.of(body)));
    }

    private static boolean isStream(String request) {
        return JsonLayout.parse(request)
                .map(body -> body.path("stream").asBoolean(false))
                .orElse(false);
    }

    /** The first answer of success that the document describes, else the one for everything else. */
    private static Optional<DocumentNode> success(DocumentNode responses) {
        return responses.names().stream()
                .filter(status -> status.startsWith("2"))
                .sorted()
                .findFirst()
                .or(() -> responses.names().stream().filter("default"::equals).findFirst())
                .map(responses::child);
    }

    private static Optional<DocumentNode> json(DocumentNode response) {
        DocumentNode content = response.child("content");
        return content.names().stream()
                .filter(OperationForms::isJson)
                .findFirst()
                .map(content::child);
    }

    private static Optional<JsonNode> body(DocumentNode media) {
        DocumentNode examples = media.child("examples");
        Optional<JsonNode> given = examples.names().stream()
                .map(name -> examples.path(name, "value"))
                .filter(DocumentNode::exists)
                .map(DocumentNode::value)
                .findFirst();
        if (given.isEmpty() && media.child("example").exists()) {
            given = Optional.of(media.child("example").value());
        }
        DocumentNode schema = media.child("schema");
        return given.or(
                () -> new SchemaSamples(media.document()).of(schema.pointer()).map(MockAnswers::spoken));
    }

    /** A sample says {@code string} where a model speaks; people should read what it is that they read. */
    private static JsonNode spoken(JsonNode sample) {
        for (JsonNode choice : sample.path("choices")) {
            if (choice.path("message").path("content").isString()) {
                ((ObjectNode) choice.path("message")).put("content", SENTENCE);
            }
        }
        return sample;
    }

    private static String text(JsonNode completion) {
        String text = completion
                .path("choices")
                .path(0)
                .path("message")
                .path("content")
                .asString("");
        return text.isEmpty() ? SENTENCE : text;
    }

    private static List<String> chunks(String text) {
        List<String> events = new ArrayList<>();
        for (String word : text.split("(?<=\\s)")) {
            events.add(event(JsonNodeFactory.instance.objectNode().put("content", word), null));
        }
        events.add(event(JsonNodeFactory.instance.objectNode(), "stop"));
        events.add("data: [DONE]\n\n");
        return events;
    }

    private static String event(ObjectNode delta, @Nullable String finish) {
        ObjectNode chunk = JsonNodeFactory.instance
                .objectNode()
                .put("id", "mock")
                .put("object", "chat.completion.chunk")
                .put("created", 0)
                .put("model", "mock");
        chunk.putArray("choices")
                .addObject()
                .put("index", 0)
                .put("finish_reason", finish)
                .set("delta", delta);
        return "data: " + chunk + "\n\n";
    }
}
