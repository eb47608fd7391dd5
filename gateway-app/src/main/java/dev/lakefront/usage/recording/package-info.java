/** Adds calls up in memory and writes the sums now and then; no call ever waits for that. */
@NullMarked
package dev.lakefront.usage.recording;

import org.jspecify.annotations.NullMarked;
