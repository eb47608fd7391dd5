package dev.lakefront.portal.tryit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be filled in for a call of one operation.
 *
 * @param path with the API's own before it
 * @param body absent for an operation without one
 */
record OperationForm(
        String id,
        String method,
        String path,
        List<Parameter> parameters,
        @Nullable Body body) {

    /**
     * One parameter.
     *
     * @param in {@code path} or {@code query}
     * @param value what is filled in
     * @param options the only values that are possible; empty when there are others
     */
    record Parameter(String name, String in, boolean required, String value, String hint, List<String> options) {

        /** The name of its field in the form; no other field's can be the same. */
        public String field() {
            return in + "." + name;
        }
    }

    /** @param examples at least one */
    record Body(String contentType, List<Example> examples, List<Column> columns) {}

    /**
     * A body as it could be sent.
     *
     * @param name what the document calls it: the word of a format, or any other
     */
    record Example(String name, String summary, String text) {}
}
