package dev.lakefront.catalog.openapi;

import tools.jackson.databind.node.ObjectNode;

/**
 * Renders an OpenAPI 3.1 document as 3.0.3, for tools that read nothing newer. What 3.0 cannot say is not lost: it
 * stands under {@code x-} and the keyword's name, where it stood before.
 */
public final class DownConversion {

    private DownConversion() {}

    /** A new document; the argument is not changed. */
    public static ObjectNode toOpenApi30(ObjectNode document) {
        ObjectNode older = document.deepCopy();
        HoistedRefs.apply(older);
        OlderStructure.convert(older);
        OlderSchema schemas = new OlderSchema(new Exactness(older.deepCopy()));
        SubSchemas.replaceOutermost(older, schemas::convert);
        return older;
    }
}
