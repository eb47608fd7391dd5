package dev.lakefront.document;

import java.util.Optional;

/** Resolves the references in a text of a document: {@code ${env:NAME}}, {@code ${value:name}} and the like. */
@FunctionalInterface
public interface References {

    /**
     * The text with every reference replaced. Empty when one could not be; then the report says so, at the pointer. May
     * block: for compiling a snapshot, never for a request.
     */
    Optional<String> resolve(String text, Document document, String pointer, Report report);
}
