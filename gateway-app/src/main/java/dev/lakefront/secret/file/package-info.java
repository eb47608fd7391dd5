/** Secrets from files, read again when they change. */
@NullMarked
package dev.lakefront.secret.file;

import org.jspecify.annotations.NullMarked;
