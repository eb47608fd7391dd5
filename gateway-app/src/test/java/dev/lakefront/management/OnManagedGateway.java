package dev.lakefront.management;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Tests of one class share a gateway. */
abstract class OnManagedGateway {

    @TempDir
    private static Path folder;

    static ManagedGateway company;
    static ManagementVisit visit;

    @BeforeAll
    static void start() {
        company = ManagedGateway.start(folder);
        visit = company.visit();
    }

    @AfterAll
    static void stop() {
        company.close();
    }
}
