package dev.lakefront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Something that a test needs and that the build does not bring; {@code .ci/run} installs all of them. */
enum Tool {
    PYTHON("lakefront.python", "a Python with the packages of .ci/requirements.txt"),
    NODE_MODULES("lakefront.node-modules", "a node_modules folder with the packages of .ci/npm-packages.txt");

    private final String property;
    private final String what;

    Tool(String property, String what) {
        this.property = property;
        this.what = what;
    }

    /** Where it is; without it the test is skipped, and fails where the environment says {@code CI=true}. */
    Path require() {
        String place = System.getProperty(property, "");
        require(!place.isEmpty() && Files.exists(Path.of(place)), what + ": give it with -D" + property + "=PATH");
        return Path.of(place).toAbsolutePath();
    }

    /** A program on the path of the user. */
    static Path onPath(String program) {
        Path found = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(Path.of(program));
        require(found.isAbsolute(), "the program " + program + " on the PATH");
        return found;
    }

    private static void require(boolean present, String missing) {
        String message = "needs " + missing + "; .ci/run installs it";
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertThat(present).as(message).isTrue();
        }
        assumeTrue(present, message);
    }
}
