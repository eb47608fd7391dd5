package dev.lakefront.document;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The text of a document, from which the places in it are worked out when somebody asks for one. Thread-safe. */
final class DocumentText {

    private final String file;
    private final byte[] bytes;
    private volatile @Nullable Map<String, Document.Marks> marks;

    DocumentText(String file, String text) {
        this.file = file;
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
    }

    String file() {
        return file;
    }

    /** The whole text as a document; fails as the engine does, or with {@link NodeConversion.Refused}. */
    Document read() {
        return new Document(this, convert(new HashMap<>()), "");
    }

    /** The places in this text, which was read before. */
    Map<String, Document.Marks> marks() {
        Map<String, Document.Marks> known = marks;
        if (known == null) {
            known = new HashMap<>();
            convert(known);
            marks = known;
        }
        return known;
    }

    /** A line of it, counted from 1; absent where there is none. */
    @Nullable
    String line(int number) {
        List<String> lines = text().lines().toList();
        return number >= 1 && number <= lines.size() ? lines.get(number - 1) : null;
    }

    private JsonNode convert(Map<String, Document.Marks> marks) {
        String text = text();
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setSchema(new CoreSchema())
                .setCodePointLimit(DocumentReader.MAX_BYTES)
                // All at once: the engine fails on a character of two UTF-16 units that straddles two buffers.
                .setBufferSize(text.length() + 2)
                // Not the number of aliases is dangerous but what they expand to: NodeConversion counts that.
                .setMaxAliasesForCollections(10_000)
                .build();
        Optional<Node> root = new Compose(settings).composeString(text);
        return root.<JsonNode>map(node -> new NodeConversion(file, marks).convert(node))
                .orElseGet(JsonNodeFactory.instance::objectNode);
    }

    private String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
