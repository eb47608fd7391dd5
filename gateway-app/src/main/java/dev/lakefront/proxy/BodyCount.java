package dev.lakefront.proxy;

import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * How much a JSON request body asks for. Read in one pass, without a tree.
 *
 * <p>Members that stand there twice or beside each other are added up: whichever of them a model takes, no fewer are
 * counted. A body without any of them asks about one thing.
 *
 * @param inputs the texts of an embeddings call, at least 1
 * @param rows the records to be scored, at least 1
 */
record BodyCount(long inputs, long rows) {

    static final BodyCount ONE = new BodyCount(1, 1);

    /** Python writes and reads NaN, and so do model servers. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    BodyCount {
        inputs = Math.max(1, inputs);
        rows = Math.max(1, rows);
    }

    /**
     * Counts {@code input} and {@code inputs} as texts, and as rows {@code dataframe_records}, {@code dataframe_split},
     * {@code instances}, {@code inputs} and a bare list.
     *
     * @throws GatewayProblem {@code body-not-countable} when it is no JSON
     */
    static BodyCount of(byte[] body) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            BodyCount count = switch (parser.nextToken()) {
                case START_OBJECT -> members(parser);
                case START_ARRAY -> new BodyCount(1, list(parser).length());
                case null, default -> throw problem("is no JSON object");
            };
            if (parser.nextToken() != null) {
                throw problem("has something behind the JSON object");
            }
            return count;
        } catch (JacksonException invalid) {
            throw problem("is no valid JSON");
        }
    }

    /** What a value holds: how many, and how many if numbers are the tokens of one text. */
    private record Held(long length, long texts) {

        static final Held ONE = new Held(1, 1);
    }

    private static BodyCount members(JsonParser parser) {
        long inputs = 0;
        long rows = 0;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            switch (parser.currentName()) {
                case "dataframe_records", "instances" -> rows += held(parser).length();
                case "dataframe_split" -> rows += splitRows(parser);
                case "input" -> inputs += held(parser).texts();
                case "inputs" -> {
                    Held held = held(parser);
                    inputs += held.texts();
                    rows += held.length();
                }
                default -> skip(parser);
            }
        }
        return new BodyCount(inputs, rows);
    }

    /** A list, a map of columns, or one thing. */
    private static Held held(JsonParser parser) {
        return switch (parser.nextToken()) {
            case START_ARRAY -> list(parser);
            case START_OBJECT -> columns(parser);
            case null, default -> Held.ONE;
        };
    }

    /** From its opening bracket. */
    private static Held list(JsonParser parser) {
        long length = 0;
        boolean tokens = false;
        JsonToken element = parser.nextToken();
        while (element != JsonToken.END_ARRAY) {
            requireMore(element);
            tokens |= length == 0 && element.isNumeric();
            length++;
            parser.skipChildren();
            element = parser.nextToken();
        }
        return new Held(length, tokens ? 1 : length);
    }

    /** From its opening brace: as many rows as the longest column has. */
    private static Held columns(JsonParser parser) {
        long longest = 1;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                longest = Math.max(longest, list(parser).length());
            } else {
                parser.skipChildren();
            }
        }
        return new Held(longest, longest);
    }

    private static long splitRows(JsonParser parser) {
        long rows = 0;
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return rows;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            if (parser.currentName().equals("data")) {
                rows += held(parser).length();
            } else {
                skip(parser);
            }
        }
        return rows;
    }

    private static void skip(JsonParser parser) {
        parser.nextToken();
        parser.skipChildren();
    }

    private static void requireMore(JsonToken element) {
        if (element == null) {
            throw problem("ends too early");
        }
    }

    static GatewayProblem problem(String flaw) {
        return new GatewayProblem(
                ProblemType.BODY_NOT_COUNTABLE,
                "A limit of this API counts what is in the body, and the body " + flaw
                        + ". Send JSON, uncompressed, in one of the formats of this API.");
    }
}
