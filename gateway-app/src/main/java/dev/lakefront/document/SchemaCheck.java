package dev.lakefront.document;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Checks a document against the JSON Schema of its kind and says each violation in words, at its place.
 *
 * <p>A schema puts what its {@code pattern} means into {@code x-form}, for example {@code a duration such as 30s}.
 */
public final class SchemaCheck {

    private record Compiled(JsonNode source, Schema schema) {}

    private final Map<String, Compiled> schemas = new ConcurrentHashMap<>();
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(Dialect.builder(Dialects.getDraft202012())
            .keyword(new NonValidationKeyword("x-form"))
            .build());

    /** Reports every violation; true when there is none. */
    public boolean check(Document document, Kind<?> kind, Report report) {
        Compiled compiled = schemas.computeIfAbsent(kind.name(), name -> {
            JsonNode source = kind.schema().get();
            return new Compiled(source, registry.getSchema(source));
        });
        List<Error> errors = compiled.schema()
                // Otherwise the messages are in the language of the machine.
                .validate(
                        document.content(),
                        (ExecutionContext context) -> context.executionConfig(config -> config.locale(Locale.ROOT)));
        for (Error error : errors) {
            report(document, error, parent(compiled.source(), error), report);
        }
        return errors.isEmpty();
    }

    private static void report(Document document, Error error, JsonNode rule, Report report) {
        String pointer = error.getInstanceLocation().toString();
        String property = error.getProperty();
        switch (error.getKeyword()) {
            case "additionalProperties", "unevaluatedProperties" -> {
                List<String> known = List.copyOf(rule.path("properties").propertyNames());
                String message = "unknown setting '" + property + "'" + in(pointer) + Nearest.hint(property, known);
                document.keyError(report, pointer + "/" + escape(property), "LF1101", message);
            }
            case "required" ->
                document.keyError(report, pointer, "LF1102", "setting '" + property + "' is missing" + in(pointer));
            case "type" -> document.error(report, pointer, "LF1103", name(pointer) + " must be " + expected(error));
            case "enum", "const" -> {
                String message = name(pointer) + " cannot be '" + text(error) + "'";
                document.error(report, pointer, "LF1104", message + Nearest.hint(text(error), words(error)));
            }
            case "pattern" -> {
                String form = rule.path("x-form")
                        .asString("like " + error.getSchemaNode().asString());
                document.error(
                        report, pointer, "LF1105", name(pointer) + " is '" + text(error) + "'; it must be " + form);
            }
            case "if", "allOf", "then", "else" -> {}
            default -> document.error(report, pointer, "LF1106", name(pointer) + ": " + error.getMessage());
        }
    }

    /** The schema object that holds the violated keyword. */
    private static JsonNode parent(JsonNode schema, Error error) {
        String keyword = error.getSchemaLocation().getFragment().toString();
        int slash = keyword.lastIndexOf('/');
        return slash < 0 ? schema : schema.at(JsonPointer.compile(keyword.substring(0, slash)));
    }

    private static Collection<String> words(Error error) {
        JsonNode allowed = error.getSchemaNode();
        return allowed.isArray()
                ? StreamSupport.stream(allowed.spliterator(), false)
                        .map(JsonNode::asString)
                        .toList()
                : List.of(allowed.asString());
    }

    private static String expected(Error error) {
        return words(error).stream().map(SchemaCheck::typeWord).collect(Collectors.joining(" or "));
    }

    private static String typeWord(String type) {
        return switch (type) {
            case "object" -> "a map of settings";
            case "array" -> "a list";
            case "string" -> "text";
            case "integer" -> "a whole number";
            case "boolean" -> "true or false";
            default -> "a " + type;
        };
    }

    private static String text(Error error) {
        JsonNode node = error.getInstanceNode();
        return node.isValueNode() ? node.asString() : node.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private static String escape(String property) {
        return property.replace("~", "~0").replace("/", "~1");
    }

    private static String name(String pointer) {
        return pointer.isEmpty() ? "this file" : "'" + pointer.substring(1).replace('/', '.') + "'";
    }

    private static String in(String pointer) {
        return pointer.isEmpty() ? "" : " in " + name(pointer);
    }
}
