/**
 * The database of what people do in the portal: subscriptions, usage, the audit log. Never on the path of a call.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.lakefront.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
