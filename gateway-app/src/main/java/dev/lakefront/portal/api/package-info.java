/** What all pages about an API share: finding it, its published document, and its limits in words. */
@NullMarked
package dev.lakefront.portal.api;

import org.jspecify.annotations.NullMarked;
