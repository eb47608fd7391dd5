/** Spans sent with OpenTelemetry's protocol. */
@NullMarked
package dev.lakefront.tracing.otel;

import org.jspecify.annotations.NullMarked;
