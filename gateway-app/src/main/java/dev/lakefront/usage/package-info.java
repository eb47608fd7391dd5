/** Usage records: one for each call, however it ended. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.lakefront.usage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
