/** Swagger 2.0 in the words of OpenAPI 3.0. */
@NullMarked
package dev.lakefront.catalog.openapi.swagger;

import org.jspecify.annotations.NullMarked;
