package dev.lakefront.publication;

import dev.lakefront.backend.Endpoint;
import dev.lakefront.catalog.ImportedDocument;
import org.jspecify.annotations.Nullable;

/** What is known of one API once its workspace was asked. */
record ImportedApi(ImportedDocument document, DocumentStatus status, @Nullable Endpoint endpoint) {}
