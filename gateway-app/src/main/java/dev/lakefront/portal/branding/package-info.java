/** The portal in its owner's colours and under its owner's name. */
@NullMarked
package dev.lakefront.portal.branding;

import org.jspecify.annotations.NullMarked;
