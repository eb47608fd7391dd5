/** The rules of import: one class for each known defect of serving documents. */
@NullMarked
package dev.lakefront.catalog.openapi.rule;

import org.jspecify.annotations.NullMarked;
