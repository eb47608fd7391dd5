/** An OpenAPI document on its way in (normalised, with a report) and on its way out (published). */
@NullMarked
package dev.lakefront.catalog.openapi;

import org.jspecify.annotations.NullMarked;
