/** YAML with positions, JSON Schemas, and the report of what is wrong where. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.lakefront.document;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
