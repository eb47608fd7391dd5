/** Lakefront: one stable URL in front of every model you serve. */
@NullMarked
package dev.lakefront;

import org.jspecify.annotations.NullMarked;
