package dev.lakefront.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A kind of configuration file: its name, the record it becomes, and the JSON Schema that says what may stand in it.
 *
 * @param name as in {@code schema <kind>}, for example {@code workspace}
 * @param type the record; its components are the schema's properties in kebab case
 * @param schema gives the JSON Schema (2020-12)
 */
public record Kind<T>(String name, Class<T> type, Supplier<JsonNode> schema) {

    /** A kind whose schema is the resource {@code schemas/<name>.schema.json}. */
    public static <T> Kind<T> of(String name, Class<T> type) {
        return new Kind<>(name, type, () -> resource("schemas/" + name + ".schema.json"));
    }

    /** A JSON resource of this application. */
    public static JsonNode resource(String path) {
        try (InputStream stream = Kind.class.getClassLoader().getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalArgumentException("resource '" + path + "' is missing from this build");
            }
            return JsonMapper.shared().readTree(stream);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("resource '" + path + "' cannot be read", unreadable);
        }
    }
}
