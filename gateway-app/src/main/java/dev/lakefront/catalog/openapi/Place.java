package dev.lakefront.catalog.openapi;

import org.jspecify.annotations.Nullable;

/**
 * Where a node stands in a document. Kept as a chain so that a walk over a large document builds pointers only for the
 * places that are reported.
 */
record Place(@Nullable Place parent, String token) {

    static final Place ROOT = new Place(null, "");

    Place then(String name) {
        return new Place(this, name);
    }

    Place then(int index) {
        return new Place(this, Integer.toString(index));
    }

    /** The JSON pointer (RFC 6901); the empty string for the document itself. */
    String pointer() {
        StringBuilder pointer = new StringBuilder();
        append(pointer);
        return pointer.toString();
    }

    private void append(StringBuilder pointer) {
        if (parent != null) {
            parent.append(pointer);
            pointer.append('/').append(LocalRefs.escape(token));
        }
    }

    @Override
    public String toString() {
        return pointer();
    }
}
