package dev.lakefront.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ErrorCodesTests {

    @Test
    void areEachExplainedOnceInTheDocumentation() throws IOException {
        Set<String> used = new TreeSet<>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                used.addAll(Pattern.compile("\"(LF\\d{4})\"")
                        .matcher(Files.readString(file))
                        .results()
                        .map(match -> match.group(1))
                        .toList());
            }
        }
        String documentation = Files.readString(Path.of("../docs/configuration.md"));

        assertThat(Pattern.compile("(?m)^\\| (LF\\d{4}) \\|")
                        .matcher(documentation)
                        .results()
                        .map((MatchResult match) -> match.group(1))
                        .collect(Collectors.toList()))
                .doesNotHaveDuplicates()
                .containsExactlyElementsOf(used);
    }
}
