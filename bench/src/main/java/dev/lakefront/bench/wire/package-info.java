/** What the benchmark sends, and how it reads it. */
@NullMarked
package dev.lakefront.bench.wire;

import org.jspecify.annotations.NullMarked;
