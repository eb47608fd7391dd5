package dev.lakefront.store;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** Tells people whether the database is there. Never down: calls are served without it. */
@Component("databaseHealthIndicator")
@ConditionalOnPortal
class DatabaseHealth implements HealthIndicator {

    private static final Status DEGRADED = new Status("DEGRADED", "serving, but not everything is as it should be");

    private final Database database;

    DatabaseHealth(Database database) {
        this.database = database;
    }

    @Override
    public Health health() {
        String trouble = database.trouble();
        return trouble == null
                ? Health.up().build()
                : Health.status(DEGRADED)
                        .withDetail("reason", "the portal's database does not answer; calls are served on")
                        .withDetail("failure", trouble)
                        .build();
    }
}
