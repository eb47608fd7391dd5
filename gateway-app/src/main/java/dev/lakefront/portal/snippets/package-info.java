/** Writes a call as code in the languages that people call models from. Knows nothing of pages. */
@NullMarked
package dev.lakefront.portal.snippets;

import org.jspecify.annotations.NullMarked;
