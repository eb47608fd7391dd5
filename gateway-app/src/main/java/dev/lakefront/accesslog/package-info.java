/** The access log: one JSON line for each call, which never makes a call wait. */
@NullMarked
@ApplicationModule(allowedDependencies = "usage")
package dev.lakefront.accesslog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
