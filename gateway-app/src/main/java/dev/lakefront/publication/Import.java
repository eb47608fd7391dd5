package dev.lakefront.publication;

import dev.lakefront.backend.Workspace;
import dev.lakefront.catalog.Api;
import org.jspecify.annotations.Nullable;

/**
 * What a document depends on; the same again means the same document.
 *
 * @param hash of the document, where it lies beside the API's file
 */
record Import(Api api, Workspace workspace, @Nullable String hash) {

    Import(Api api, Workspace workspace) {
        this(api, workspace, null);
    }
}
