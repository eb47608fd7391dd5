/** The pages that show an API's document: the reference, and calls written as code. */
@NullMarked
package dev.lakefront.portal.reference;

import org.jspecify.annotations.NullMarked;
