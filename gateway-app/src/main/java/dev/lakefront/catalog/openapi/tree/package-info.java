/** The parts of an OpenAPI document as JSON nodes: what stands where, references, walks. */
@NullMarked
package dev.lakefront.catalog.openapi.tree;

import org.jspecify.annotations.NullMarked;
