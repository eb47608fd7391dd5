/** Usage in a database: H2 in a file, or PostgreSQL. */
@NullMarked
package dev.lakefront.usage.jdbc;

import org.jspecify.annotations.NullMarked;
