package dev.lakefront.catalog;

import dev.lakefront.catalog.openapi.rendition.DownConversion;
import dev.lakefront.catalog.openapi.rendition.PublishedDocument;
import dev.lakefront.catalog.openapi.rendition.YamlRendition;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Renders an imported document as the one that callers get: our server, our keys, our errors. The same document and
 * facade always give the same bytes. Thread-safe; takes time with the size of the document, so callers keep the result.
 */
public final class DocumentPublisher {

    private final ObjectWriter json = JsonMapper.shared()
            .writer()
            .with(new DefaultPrettyPrinter()
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(new DefaultIndenter("  ", "\n"))
                    .withSeparators(Separators.createDefaultInstance()
                            .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                            .withObjectEmptySeparator("")
                            .withArrayEmptySeparator("")));

    /** The document as OpenAPI 3.1; the caller's own copy. */
    public ObjectNode openApi31(ImportedDocument document, Facade facade) {
        return PublishedDocument.of(document, facade);
    }

    /** The document as OpenAPI 3.0.3; what that version cannot say is kept under {@code x-}. The caller's own copy. */
    public ObjectNode openApi30(ImportedDocument document, Facade facade) {
        return DownConversion.toOpenApi30(openApi31(document, facade));
    }

    /** JSON in UTF-8, indented by two, ending with a line feed. */
    public Rendition json(ObjectNode document) {
        return new Rendition(
                (json.writeValueAsString(document) + "\n").getBytes(StandardCharsets.UTF_8), "application/json");
    }

    /** YAML in UTF-8 that readers of YAML 1.1 and of 1.2 take for the same document (media type: RFC 9512). */
    public Rendition yaml(ObjectNode document) {
        return new Rendition(YamlRendition.of(document).getBytes(StandardCharsets.UTF_8), "application/yaml");
    }
}
