/** Traces: the W3C headers that every call passes on, and spans where those are switched on. */
@NullMarked
@ApplicationModule(allowedDependencies = "usage")
package dev.lakefront.tracing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
