/** The pages on which people subscribe, keep their keys, and decide on what others asked for. */
@NullMarked
package dev.lakefront.portal.subscriptions;

import org.jspecify.annotations.NullMarked;
