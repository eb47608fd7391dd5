package dev.lakefront.publication;

import dev.lakefront.backend.Workspace;
import dev.lakefront.catalog.Api;

/** What a document depends on; the same again means the same document. */
record Import(Api api, Workspace workspace) {}
