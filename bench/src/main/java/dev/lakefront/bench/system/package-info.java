/** The systems that are measured. */
@NullMarked
package dev.lakefront.bench.system;

import org.jspecify.annotations.NullMarked;
