/** Examples of requests, made from schemas and judged by them. */
@NullMarked
package dev.lakefront.catalog.openapi.example;

import org.jspecify.annotations.NullMarked;
