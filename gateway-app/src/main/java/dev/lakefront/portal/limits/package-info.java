/** How much of its quotas a subscription has left, for the pages that say so. */
@NullMarked
package dev.lakefront.portal.limits;

import org.jspecify.annotations.NullMarked;
