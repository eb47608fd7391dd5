package dev.lakefront.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.backend.MutableClock;
import dev.lakefront.document.Document;
import dev.lakefront.document.Finding;
import dev.lakefront.document.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownFilesTests {

    @TempDir
    Path folder;

    private final MutableClock clock = new MutableClock();
    private final KnownFiles known = new KnownFiles(clock);
    private Report report = new Report();

    @BeforeEach
    void declare() throws IOException {
        write("a", "title: One\n");
        write("b", "title: Two\n");
        clock.advance(Duration.ofSeconds(10));
    }

    @Test
    void doesNotUnderstandAnUnchangedFileAgain() throws IOException {
        ConfigurationFiles before = read();
        write("b", "title: Other\n");

        ConfigurationFiles after = read();

        assertThat(product(after, "a")).isSameAs(product(before, "a"));
        assertThat(title(after, "b")).isEqualTo("Other");
        assertThat(after.fingerprint()).isNotEqualTo(before.fingerprint());
        assertThat(report.files()).isEqualTo(2);
    }

    @Test
    void readsAFileAgainThatWasWrittenWhenItWasRead() throws IOException {
        write("a", "title: One\n");
        Instant written = clock.instant();
        read();

        write("a", "title: Six\n", written);

        assertThat(title(read(), "a")).isEqualTo("Six");
    }

    @Test
    void trustsAStampThatNoOtherWriteCanBear() throws IOException {
        Instant written = Files.getLastModifiedTime(path("a")).toInstant();
        read();

        write("a", "title: Six\n", written);

        assertThat(title(read(), "a")).isEqualTo("One");
    }

    @Test
    void readsAFileAgainThatSomebodySaysWasWritten() throws IOException {
        Instant written = Files.getLastModifiedTime(path("a")).toInstant();
        read();
        write("a", "title: Six\n", written);

        ConfigurationFiles after = read(Look.at(List.of(folder), Set.of(path("a"))));

        assertThat(title(after, "a")).isEqualTo("Six");
    }

    @Test
    void followsTwoFilesThatChangePlaces() throws IOException {
        read();
        Files.move(path("a"), folder.resolve("c"));
        Files.move(path("b"), path("a"));
        Files.move(folder.resolve("c"), path("b"));

        ConfigurationFiles after = read();

        assertThat(title(after, "a")).isEqualTo("Two");
        assertThat(title(after, "b")).isEqualTo("One");
        assertThat(product(after, "a").file()).endsWith("a.yaml");
    }

    @Test
    void followsARenameOverAFileAndADeletion() throws IOException {
        ConfigurationFiles before = read();
        Files.move(path("b"), path("a"), StandardCopyOption.REPLACE_EXISTING);

        ConfigurationFiles after = read();

        assertThat(after.ids("products")).containsExactly("a");
        assertThat(title(after, "a")).isEqualTo("Two");
        assertThat(product(after, "a")).isNotSameAs(product(before, "a"));
    }

    @Test
    void saysAgainWhatIsWrongWithAFileThatDidNotChange() throws IOException {
        write("b", "title: [\n");
        clock.advance(Duration.ofSeconds(10));
        read();
        List<Finding> first = report.findings();

        read();

        assertThat(first).extracting(Finding::code).containsExactly("LF1003");
        assertThat(report.findings()).isEqualTo(first);
    }

    @Test
    void refusesTheSecondOfTwoFilesWithOneIdHoweverLateItComes() throws IOException {
        read();
        Gateway.write(folder, "products/a.yml", "title: Twin\n");

        ConfigurationFiles after = read();

        assertThat(report.findings()).extracting(Finding::code).containsExactly("LF1011");
        assertThat(title(after, "a")).isEqualTo("One");
    }

    @Test
    void hasTheSameFingerprintForTheSameFilesWhateverItKnew() throws IOException {
        read();
        write("b", "title: Other\n");

        ConfigurationFiles known = read();
        ConfigurationFiles anew = ConfigurationFiles.read(folder, folder.resolve("none"), new Report());

        assertThat(known.fingerprint()).isEqualTo(anew.fingerprint());
    }

    private ConfigurationFiles read() {
        return read(Look.at(List.of(folder)));
    }

    private ConfigurationFiles read(Look look) {
        report = new Report();
        return ConfigurationFiles.read(folder, folder.resolve("none"), known, look, report);
    }

    private static Document product(ConfigurationFiles files, String id) {
        return files.of("products").get(id);
    }

    private static String title(ConfigurationFiles files, String id) {
        return product(files, id).content().path("title").asString();
    }

    private Path path(String id) {
        return folder.resolve("products/" + id + ".yaml");
    }

    private void write(String id, String content) throws IOException {
        write(id, content, clock.instant());
    }

    private void write(String id, String content, Instant at) throws IOException {
        Gateway.write(folder, "products/" + id + ".yaml", content);
        Files.setLastModifiedTime(path(id), FileTime.from(at));
    }
}
