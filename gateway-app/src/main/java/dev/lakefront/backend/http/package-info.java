/** Any model server that is reached by plain HTTP. */
@NullMarked
package dev.lakefront.backend.http;

import org.jspecify.annotations.NullMarked;
