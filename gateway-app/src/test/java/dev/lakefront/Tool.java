package dev.lakefront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import redis.embedded.core.ExecutableProvider;

/** Something that a test needs and that the build does not bring; {@code .ci/run} sees to all of them. */
public enum Tool {
    PYTHON("lakefront.python", "a Python with the packages of .ci/requirements.txt"),
    NODE_MODULES("lakefront.node-modules", "a node_modules folder with the packages of .ci/npm-packages.txt"),
    KEYCLOAK("lakefront.keycloak", "an unpacked distribution of Keycloak"),
    SPECS("lakefront.specs", "a folder of OpenAPI documents of real servers");

    private final String property;
    private final String what;

    Tool(String property, String what) {
        this.property = property;
        this.what = what;
    }

    /**
     * Where it is; without it the test is skipped, and fails where the environment says {@code CI=true}. The word none says
     * that it is left out on purpose.
     */
    public Path require() {
        String place = System.getProperty(property, "");
        assumeFalse(place.equals("none"), "left out by -D" + property + "=none: " + what);
        require(!place.isEmpty() && Files.exists(Path.of(place)), what + ": give it with -D" + property + "=PATH");
        return Path.of(place).toAbsolutePath();
    }

    /** A program on the path of the user, which may go by several names. */
    public static Path onPath(String... names) {
        Path found = find(names);
        require(found.isAbsolute(), "the program " + String.join(" or ", names) + " on the PATH");
        return found;
    }

    /** A program that nothing here installs; without it the test is skipped, everywhere. */
    static Path ifOnPath(String program) {
        Path found = find(program);
        assumeTrue(found.isAbsolute(), "needs the program " + program + " on the PATH");
        return found;
    }

    /** The one that is installed, else the one that comes with a test dependency, where it has one for this machine. */
    public static Path redisServer() {
        Path installed = find("redis-server");
        if (installed.isAbsolute()) {
            return installed;
        }
        Path bundled = installed;
        try {
            bundled = ExecutableProvider.newJarResourceProvider().get().toPath();
        } catch (IOException | RuntimeException none) {
            require(false, "the program redis-server on the PATH (" + none.getMessage() + ")");
        }
        require(bundled.isAbsolute() && Files.isExecutable(bundled), "the program redis-server on the PATH");
        return bundled;
    }

    private static Path find(String... names) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> Arrays.stream(names).map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(Path.of(names[0]));
    }

    static void require(boolean present, String missing) {
        String message = "needs " + missing + "; .ci/run sees to it";
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertThat(present).as(message).isTrue();
        }
        assumeTrue(present, message);
    }
}
