/** Runs and reports. */
@NullMarked
package dev.lakefront.bench.run;

import org.jspecify.annotations.NullMarked;
