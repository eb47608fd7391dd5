package dev.lakefront.proxy;

import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.json.JsonMapper;

/**
 * The member {@code model} of a JSON request body, and where its value stands.
 *
 * @param value the model's name
 * @param start of the value's bytes, quotes included
 * @param end behind them
 */
record ModelField(String value, int start, int end) {

    /**
     * Finds the one {@code model} at the top of a JSON object.
     *
     * <p>A second one is refused: two readers could take different ones for the model.
     *
     * @throws GatewayProblem {@code bad-model-request}
     */
    static ModelField in(byte[] body) {
        try (JsonParser parser = JsonMapper.shared().createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw problem("the body must be a JSON object with a member \"model\"");
            }
            ModelField found = null;
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("model")) {
                    found = once(found, parser, value, body);
                } else {
                    parser.skipChildren();
                }
            }
            if (parser.nextToken() != null) {
                throw problem("something follows the JSON object");
            }
            if (found == null) {
                throw problem("the member \"model\" is missing; it names the API to call");
            }
            return found;
        } catch (JacksonException invalid) {
            TokenStreamLocation at = invalid.getLocation();
            String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw problem("the body is no valid JSON" + where);
        }
    }

    private static ModelField once(@Nullable ModelField found, JsonParser parser, JsonToken value, byte[] body) {
        if (found != null) {
            throw problem("the member \"model\" stands there twice");
        }
        if (value != JsonToken.VALUE_STRING) {
            throw problem("the member \"model\" must be text");
        }
        int start = (int) parser.currentTokenLocation().getByteOffset();
        String text = parser.getString();
        int end = (int) parser.currentLocation().getByteOffset();
        if (start < 0 || end > body.length || body[start] != '"' || body[end - 1] != '"') {
            throw problem("the body must be UTF-8");
        }
        return new ModelField(text, start, end);
    }

    /** The same body with another model; every other byte stays as it was. */
    byte[] replace(byte[] body, String model) {
        byte[] written = JsonMapper.shared().writeValueAsString(model).getBytes(StandardCharsets.UTF_8);
        byte[] replaced = new byte[start + written.length + body.length - end];
        System.arraycopy(body, 0, replaced, 0, start);
        System.arraycopy(written, 0, replaced, start, written.length);
        System.arraycopy(body, end, replaced, start + written.length, body.length - end);
        return Arrays.equals(body, replaced) ? body : replaced;
    }

    private static GatewayProblem problem(String detail) {
        return new GatewayProblem(ProblemType.BAD_MODEL_REQUEST, "The model cannot be read: " + detail + ".")
                .with("param", "model");
    }
}
