package dev.lakefront.catalog.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads documents for tests: from text, from the class path and from files. */
public final class Documents {

    public static final JsonMapper JSON = JsonMapper.shared();

    private Documents() {}

    public static ObjectNode json(String text) {
        return (ObjectNode) JSON.readTree(text);
    }

    public static ObjectNode resource(String path) {
        try (InputStream in = Documents.class.getResourceAsStream(path)) {
            return (ObjectNode) JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    public static ObjectNode yaml(String text) {
        Object tree =
                new Load(LoadSettings.builder().setMaxAliasesForCollections(50).build()).loadFromString(text);
        return JSON.valueToTree(tree);
    }

    public static ObjectNode file(Path path) {
        try {
            String text = Files.readString(path);
            return path.toString().endsWith(".json") ? json(text) : yaml(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
