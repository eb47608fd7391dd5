/** Secrets from the environment of the gateway's process. */
@NullMarked
package dev.lakefront.secret.env;

import org.jspecify.annotations.NullMarked;
