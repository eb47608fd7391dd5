package dev.lakefront.catalog;

import dev.lakefront.catalog.openapi.Normaliser;

/**
 * Turns a model server's OpenAPI document, as it came, into one that can be routed and published.
 *
 * <p>Takes OpenAPI 3.1, OpenAPI 3.0 and Swagger 2.0, as JSON or YAML 1.2. Never opens a connection or a file:
 * references that leave the document are reported and left unconstrained. Safe for use by several threads; a large
 * document takes up to a second, so not on an event loop.
 */
public final class DocumentImporter {

    public DocumentImporter() {}

    /**
     * @param original the bytes as fetched; at most 16 MiB
     * @throws DocumentRefused when the bytes are no OpenAPI document, describe no operation, or exceed a bound
     */
    public ImportedDocument read(byte[] original, Hints hints) throws DocumentRefused {
        return Normaliser.normalise(original, hints);
    }
}
