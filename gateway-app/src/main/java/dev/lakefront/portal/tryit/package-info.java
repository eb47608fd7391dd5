/** Calls of an API from its page in the portal, with an example filled in and a key that lives as long as the visit. */
@NullMarked
package dev.lakefront.portal.tryit;

import org.jspecify.annotations.NullMarked;
