/** Who calls what, how often and how fast: the pages that tell people of their own usage, and administrators of all. */
@NullMarked
package dev.lakefront.portal.usage;

import org.jspecify.annotations.NullMarked;
