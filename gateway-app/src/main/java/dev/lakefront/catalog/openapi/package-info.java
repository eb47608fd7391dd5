/** Import and its order: from the bytes of an OpenAPI document to one that can be routed and published. */
@NullMarked
package dev.lakefront.catalog.openapi;

import org.jspecify.annotations.NullMarked;
