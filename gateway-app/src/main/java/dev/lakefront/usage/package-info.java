/**
 * Usage records: one for each call, however it ended; the meters that they are counted in; and what is kept of them for
 * people to look at.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "store")
package dev.lakefront.usage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
