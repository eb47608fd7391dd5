/** Usage records: one for each call, however it ended; and the meters that they are counted in. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.lakefront.usage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
