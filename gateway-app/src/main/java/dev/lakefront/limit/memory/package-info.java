/** Limits counted in this process, for one replica. */
@NullMarked
package dev.lakefront.limit.memory;

import org.jspecify.annotations.NullMarked;
