/** The policies that come with the gateway, one file each. */
@NullMarked
package dev.lakefront.policy.builtin;

import org.jspecify.annotations.NullMarked;
