/**
 * The callers' side of the gateway: what a connection may look like and how long it may take, how much is let in at a
 * time, and how the gateway stops without losing a call.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "problem")
package dev.lakefront.server;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
