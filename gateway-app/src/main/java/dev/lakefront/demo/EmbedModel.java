package dev.lakefront.demo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The endpoint {@code embed}: the same text always gets the same vector of length one, similar texts near ones. */
final class EmbedModel implements DemoModel {

    private static final int DIMENSIONS = 64;
    private static final String SERVED = "hashed-ngrams-64";
    private static final EndpointCard CARD = new EndpointCard(
            "embed", "llm/v1/embeddings", 1, List.of(new Entity.External(SERVED, "custom", "llm/v1/embeddings")));

    @Override
    public EndpointCard card() {
        return CARD;
    }

    @Override
    public Set<Dialect> speaks() {
        return Set.of(Dialect.EMBEDDINGS);
    }

    @Override
    public Reply answer(ModelCall call) {
        boolean base64 = base64(call.body().path("encoding_format"));
        int dimensions = dimensions(call.body().path("dimensions"));
        List<EmbeddingInput> inputs = EmbeddingInput.list(call.body());
        ObjectNode answer = Json.object().put("object", "list");
        ArrayNode items = answer.putArray("data");
        for (EmbeddingInput input : inputs) {
            float[] vector = HashedNgrams.vector(input.text(), dimensions);
            ObjectNode item = items.addObject().put("object", "embedding").put("index", items.size() - 1);
            item.set("embedding", base64 ? Json.MAPPER.valueToTree(encoded(vector)) : numbers(vector));
        }
        int tokens = inputs.stream().mapToInt(EmbeddingInput::tokens).sum();
        answer.put("model", SERVED);
        answer.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
        return Reply.json(answer);
    }

    private static boolean base64(JsonNode format) {
        if (format.isMissingNode() || format.isNull()) {
            return false;
        }
        return switch (format.asString("")) {
            case "float" -> false;
            case "base64" -> true;
            default -> throw Refusal.badRequest("'encoding_format' must be 'float' or 'base64'.");
        };
    }

    private static int dimensions(JsonNode dimensions) {
        if (dimensions.isMissingNode() || dimensions.isNull()) {
            return DIMENSIONS;
        }
        if (!dimensions.isInt() || dimensions.intValue() < 1 || dimensions.intValue() > DIMENSIONS) {
            throw Refusal.badRequest("'dimensions' must be between 1 and " + DIMENSIONS + ".");
        }
        return dimensions.intValue();
    }

    private static ArrayNode numbers(float[] vector) {
        ArrayNode numbers = Json.array();
        for (float number : vector) {
            numbers.add(number);
        }
        return numbers;
    }

    /** 32-bit floats, little-endian, as OpenAI encodes them. */
    private static String encoded(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
