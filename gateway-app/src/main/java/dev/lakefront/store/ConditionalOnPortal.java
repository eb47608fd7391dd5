package dev.lakefront.store;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;

/**
 * For what is there only where this replica serves the portal, which is the default: pages, sign-in and the database.
 * {@code lakefront.portal.enabled=false} leaves a gateway that lives on files alone.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ConditionalOnBooleanProperty(name = "lakefront.portal.enabled", matchIfMissing = true)
public @interface ConditionalOnPortal {}
