/** The bytes of an OpenAPI document as they came, read within bounds. */
@NullMarked
package dev.lakefront.catalog.openapi.source;

import org.jspecify.annotations.NullMarked;
