/** Markdown of documents and of the portal's own pages as HTML that cannot do anything. */
@NullMarked
package dev.lakefront.portal.markdown;

import org.jspecify.annotations.NullMarked;
