/** The load generator. */
@NullMarked
package dev.lakefront.bench.load;

import org.jspecify.annotations.NullMarked;
