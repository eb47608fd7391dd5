/** The pages on which people find an API and read what it is: home, catalog, overview, products, status. */
@NullMarked
package dev.lakefront.portal.catalog;

import org.jspecify.annotations.NullMarked;
