/** A document on its way out: the gateway in place of the model server, as OpenAPI 3.1 and 3.0, as YAML. */
@NullMarked
package dev.lakefront.catalog.openapi.rendition;

import org.jspecify.annotations.NullMarked;
