/** Pages that explain: the gateway's own guides, those of its owner, and every error. */
@NullMarked
package dev.lakefront.portal.docs;

import org.jspecify.annotations.NullMarked;
