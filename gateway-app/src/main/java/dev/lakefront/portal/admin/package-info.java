/** What those who run the portal look after: what is published, what could be, and which policies hold. */
@NullMarked
package dev.lakefront.portal.admin;

import org.jspecify.annotations.NullMarked;
