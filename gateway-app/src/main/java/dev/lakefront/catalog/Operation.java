package dev.lakefront.catalog;

import java.util.Set;

/**
 * One HTTP method on one path template of an API.
 *
 * @param id unique within the API and stable across imports
 * @param method upper case
 * @param path the published template, below the API's own path; begins with a slash, parameters as {@code {name}}
 * @param upstreamPath the template on the model server, below {@link ImportedDocument#basePath()}; the same
 *     parameters
 * @param formats the request bodies it takes; empty for an operation without a body
 */
public record Operation(String id, String method, String path, String upstreamPath, Set<Format> formats) {

    public Operation {
        formats = Format.ordered(formats);
    }
}
