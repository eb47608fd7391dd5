package dev.lakefront.policy;

import dev.lakefront.document.Position;

/**
 * A policy of a document, ready to run, and where it was declared.
 *
 * @param kind its name, for example {@code rate-limit}
 */
public record CompiledPolicy(String kind, Placement placement, Position position, Policy policy) {}
