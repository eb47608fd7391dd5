package dev.lakefront.demo;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The endpoint {@code rag-chatbot}: an agent that answers questions about Lakefront from a few passages. */
final class RagModel implements DemoModel {

    private static final String NAME = "rag-chatbot";
    private static final String FEEDBACK = "feedback";
    private static final EndpointCard CARD = new EndpointCard(
            NAME,
            "agent/v1/chat",
            1,
            List.of(
                    new Entity.Registered("main-demo-rag_chatbot_1", "main.demo.rag_chatbot", "1", 100),
                    new Entity.Registered(FEEDBACK, "main.demo.feedback", "1", 0)));

    /** A passage this much less relevant than the best one is not worth mentioning. */
    private static final double WORTH_MENTIONING = 0.6;

    private final PassageIndex passages = PassageIndex.parse(Embedded.text("passages.txt"));
    private final ScoringRows conversations = new ScoringRows(List.of("messages"));
    private final ScoringRows assessments =
            new ScoringRows(List.of("request_id", "source", "text_assessments", "retrieval_assessments"));

    @Override
    public EndpointCard card() {
        return CARD;
    }

    @Override
    public Set<Dialect> speaks() {
        return Set.of(Dialect.CHAT_COMPLETIONS);
    }

    @Override
    public Reply answer(ModelCall call) {
        if (call.served().equals(FEEDBACK)) {
            return takeFeedback(call.body());
        }
        return ScoringRows.isIn(call.body()) ? predict(call.body()) : chat(call);
    }

    private Reply chat(ModelCall call) {
        if (!call.body().has("messages")) {
            throw Refusal.badRequest(
                    call.body().has("input")
                            ? "'input' field is not supported. Please use 'messages' field instead."
                            : "Model is missing inputs ['messages'].");
        }
        List<ChatMessage> messages = ChatMessage.list(call.body().get("messages"));
        ChatOptions options = ChatOptions.of(call.body());
        Completion completion = Completion.of(reply(messages), ChatMessage.tokens(messages), options);
        return new ChatWriter(call, NAME, options, ChatWriter.Shape.CHAT).reply(completion);
    }

    private Reply predict(ObjectNode body) {
        ObjectNode answer = Json.object();
        ArrayNode predictions = answer.putArray("predictions");
        for (List<JsonNode> row : conversations.read(body)) {
            predictions.add(reply(ChatMessage.list(row.getFirst())));
        }
        return Reply.json(answer);
    }

    /** One assessment in the body itself, or several as rows. */
    private Reply takeFeedback(ObjectNode body) {
        ObjectNode rows = ScoringRows.isIn(body) ? body : oneRecord(body);
        ObjectNode answer = Json.object();
        ArrayNode predictions = answer.putArray("predictions");
        assessments.read(rows).forEach(_ -> predictions.addObject().put("result", "ok"));
        return Reply.json(answer);
    }

    private static ObjectNode oneRecord(ObjectNode body) {
        ObjectNode rows = Json.object();
        rows.putArray("dataframe_records").add(body);
        return rows;
    }

    private String reply(List<ChatMessage> messages) {
        List<PassageIndex.Hit> hits = passages.search(ChatMessage.question(messages));
        if (hits.isEmpty()) {
            return "I only know about Lakefront, and found nothing about that. Ask me about: "
                    + String.join(", ", passages.titles()) + ".";
        }
        PassageIndex.Hit best = hits.getFirst();
        StringBuilder answer = new StringBuilder(best.passage().text())
                .append("\n\nSource: [")
                .append(best.passage().title())
                .append("]");
        if (hits.size() > 1 && hits.get(1).score() >= WORTH_MENTIONING * best.score()) {
            answer.append("\nSee also: [").append(hits.get(1).passage().title()).append("]");
        }
        return answer.toString();
    }
}
