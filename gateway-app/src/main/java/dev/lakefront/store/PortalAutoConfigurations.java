package dev.lakefront.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Leaves out what Spring Boot would set up for the portal where there is none: it would cost a second of every start, and a
 * database that nobody asked for.
 */
final class PortalAutoConfigurations implements AutoConfigurationImportFilter, EnvironmentAware {

    private static final List<String> PORTALS = List.of(
            "org.springframework.boot.jdbc.",
            "org.springframework.boot.flyway.",
            "org.springframework.boot.h2console.",
            "org.springframework.boot.sql.",
            "org.springframework.boot.transaction.",
            "org.springframework.boot.thymeleaf.",
            "org.springframework.boot.security.");

    private boolean enabled = true;

    @Override
    public void setEnvironment(Environment environment) {
        enabled = environment.getProperty("lakefront.portal.enabled", Boolean.class, true);
    }

    @Override
    public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
        boolean[] wanted = new boolean[classes.length];
        for (int i = 0; i < classes.length; i++) {
            String name = classes[i];
            wanted[i] = enabled || name == null || PORTALS.stream().noneMatch(name::startsWith);
        }
        return wanted;
    }
}
