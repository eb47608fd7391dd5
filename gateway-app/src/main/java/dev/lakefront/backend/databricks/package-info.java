/** Databricks Model Serving: its control plane, its paths and its OAuth. */
@NullMarked
package dev.lakefront.backend.databricks;

import org.jspecify.annotations.NullMarked;
