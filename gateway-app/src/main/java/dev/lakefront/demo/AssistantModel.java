package dev.lakefront.demo;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The endpoint {@code assistant}: a chat model that is none, with everything of one on the wire. */
final class AssistantModel implements DemoModel {

    private static final String NAME = "assistant";
    private static final EndpointCard CARD = new EndpointCard(
            NAME,
            "llm/v1/chat",
            1,
            List.of(new Entity.Foundation(
                    NAME, "Lakefront demo assistant", "A simulated chat model that composes its answers by rule.")));

    @Override
    public EndpointCard card() {
        return CARD;
    }

    @Override
    public Set<Dialect> speaks() {
        return Set.of(Dialect.CHAT_COMPLETIONS, Dialect.COMPLETIONS, Dialect.RESPONSES);
    }

    @Override
    public Reply answer(ModelCall call) {
        return switch (call.dialect()) {
            case INVOCATIONS, CHAT_COMPLETIONS -> chat(call);
            case COMPLETIONS -> complete(call);
            case RESPONSES -> ResponsesWriter.respond(call, NAME);
            case EMBEDDINGS -> throw new IllegalArgumentException("A chat model does not embed.");
        };
    }

    private static Reply chat(ModelCall call) {
        if (call.body().has("input") && !call.body().has("messages")) {
            throw Refusal.badRequest("'input' field is not supported. Please use 'messages' field instead.");
        }
        List<ChatMessage> messages = ChatMessage.list(call.body().path("messages"));
        ChatOptions options = ChatOptions.of(call.body());
        Completion completion = Completion.of(Composer.answer(messages), ChatMessage.tokens(messages), options);
        return new ChatWriter(call, NAME, options, ChatWriter.Shape.CHAT).reply(completion);
    }

    private static Reply complete(ModelCall call) {
        JsonNode given = call.body().path("prompt");
        JsonNode prompt = given.isArray() && given.size() == 1 ? given.get(0) : given;
        if (!prompt.isString()) {
            throw Refusal.badRequest("'prompt' must be a string, or a list of one string.");
        }
        ObjectNode turn = Json.object().put("role", "user").set("content", prompt);
        List<ChatMessage> messages = ChatMessage.list(Json.array().add(turn));
        ChatOptions options = ChatOptions.of(call.body());
        Completion completion = Completion.of(Composer.answer(messages), Tokens.count(prompt.stringValue()), options);
        return new ChatWriter(call, NAME, options, ChatWriter.Shape.TEXT).reply(completion);
    }
}
