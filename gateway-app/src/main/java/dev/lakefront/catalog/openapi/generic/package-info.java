/** What a task promises where no document says so. */
@NullMarked
package dev.lakefront.catalog.openapi.generic;

import org.jspecify.annotations.NullMarked;
