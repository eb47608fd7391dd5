/** Subscriptions, their changes and the audit log in a database: H2 or PostgreSQL, with the same statements. */
@NullMarked
package dev.lakefront.subscription.jdbc;

import org.jspecify.annotations.NullMarked;
