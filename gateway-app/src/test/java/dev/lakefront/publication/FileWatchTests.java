package dev.lakefront.publication;

import static dev.lakefront.publication.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.document.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileWatchTests {

    @TempDir
    Path folder;

    private final AtomicInteger changes = new AtomicInteger();

    @Test
    void noticesTheSwapOfAConfigMap() throws Throwable {
        mount("..2026_01", "One");
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2026_01"));
        Files.createSymbolicLink(folder.resolve("products"), Path.of("..data/products"));
        assertThat(titleAt(folder)).isEqualTo("One");
        try (FileWatch watch = watch()) {
            watch.start();

            mount("..2026_02", "Two");
            Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..2026_02"));
            Files.move(folder.resolve("..data_tmp"), folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

            eventually(() -> assertThat(changes).hasValue(1));
            assertThat(titleAt(folder)).isEqualTo("Two");
        }
    }

    @Test
    void noticesAChangeBetweenItsMakingAndItsStart() throws Throwable {
        Gateway.write(folder, "gateway.yaml", "a: 1\n");
        try (FileWatch watch = watch()) {
            Gateway.write(folder, "gateway.yaml", "a: 12\n");

            watch.start();

            eventually(() -> assertThat(changes).hasValue(1));
        }
    }

    @Test
    void noticesAFolderThatAppearsAndAFileThatGoes() throws Throwable {
        Path later = folder.resolve("later");
        try (FileWatch watch = watch(later)) {
            watch.start();

            Gateway.write(later, "apis/a.yaml", "a: 1\n");
            eventually(() -> assertThat(changes).hasValue(1));

            Files.delete(later.resolve("apis/a.yaml"));
            eventually(() -> assertThat(changes).hasValue(2));
        }
    }

    @Test
    void goesOnAfterAReaderThatFails() throws Throwable {
        try (FileWatch watch = watch(folder, look -> {
            changes.incrementAndGet();
            throw new IllegalStateException("a reader that fails");
        })) {
            watch.start();
            Gateway.write(folder, "a.yaml", "a: 1\n");
            eventually(() -> assertThat(changes).hasValue(1));

            Gateway.write(folder, "b.yaml", "b: 1\n");

            eventually(() -> assertThat(changes).hasValue(2));
        }
    }

    @Test
    void staysQuietWhileNothingChanges() throws Exception {
        Gateway.write(folder, "gateway.yaml", "a: 1\n");
        try (FileWatch watch = watch()) {
            watch.start();

            Thread.sleep(150);

            assertThat(changes).hasValue(0);
        }
    }

    @Test
    void looksOnlyAtWhatIsNamedAndSeesTheSameAsAWholeLook() throws IOException {
        Gateway.write(folder, "apis/a.yaml", "a: 1\n");
        Gateway.write(folder, "apis/b.yaml", "b: 1\n");
        Look before = Look.at(List.of(folder));
        Gateway.write(folder, "apis/a.yaml", "a: 12\n");
        Gateway.write(folder, "apis/c.yaml", "c: 1\n");
        Gateway.write(folder, "apis/.c.yaml.swp", "c\n");
        Files.delete(folder.resolve("apis/b.yaml"));

        assertThat(after(before, "apis/a.yaml", "apis/b.yaml", "apis/c.yaml", "apis/.c.yaml.swp", "apis/gone.tmp"))
                .isEqualTo(Look.at(List.of(folder)).listings());
        assertThat(after(before, "apis/a.yaml").get(folder).files())
                .as("what nobody named is as it was")
                .containsKey(folder.resolve("apis/b.yaml"))
                .doesNotContainKey(folder.resolve("apis/c.yaml"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"products", "apis", "link", "dangling"})
    void cannotTellFromNamesWhereMoreThanAFileMayHaveChanged(String changed) throws IOException {
        Gateway.write(folder, "apis/a.yaml", "a: 1\n");
        Files.createSymbolicLink(folder.resolve("dangling"), Path.of("nowhere"));
        Look before = Look.at(List.of(folder));
        Gateway.write(folder, "products/internal.yaml", "title: One\n");
        Files.delete(folder.resolve("apis/a.yaml"));
        Files.delete(folder.resolve("apis"));
        Files.createSymbolicLink(folder.resolve("link"), Path.of("products"));
        Gateway.write(folder, "nowhere", "a: 1\n");

        assertThat(before.after(Set.of(folder.resolve(changed)))).isNull();
    }

    @Test
    void listensToAFolderAsSoonAsItIsThere() throws Throwable {
        try (FileWatch watch = watch()) {
            watch.start();
            Gateway.write(folder, "apis/a.yaml", "a: 1\n");
            eventually(() -> assertThat(changes).hasValue(1));

            Gateway.write(folder, "apis/a.yaml", "a: 12\n");

            eventually(() -> assertThat(changes).hasValue(2));
        }
    }

    @Test
    void noticesWhatNobodyTellsOfWhileOtherFilesAreWrittenAllTheTime() throws Throwable {
        Path outside = folder.resolve("outside");
        Path watched = folder.resolve("watched");
        Gateway.write(outside, "a.yaml", "a: 1\n");
        Files.createDirectories(watched);
        Files.createSymbolicLink(watched.resolve("a.yaml"), outside.resolve("a.yaml"));
        Thread noise = Thread.ofVirtual().unstarted(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                Gateway.write(watched, ".noise", "x");
                LockSupport.parkNanos(5_000_000);
            }
        });
        try (FileWatch watch = watch(watched)) {
            watch.start();
            noise.start();

            Gateway.write(outside, "a.yaml", "a: 12\n");

            eventually(() -> assertThat(changes).hasValueGreaterThan(0));
        } finally {
            noise.interrupt();
            noise.join();
        }
    }

    private Map<Path, FileTree.Listing> after(Look before, String... named) {
        Look after = before.after(Arrays.stream(named).map(folder::resolve).collect(Collectors.toSet()));
        assertThat(after).isNotNull();
        return after.listings();
    }

    private FileWatch watch() {
        return watch(folder);
    }

    private FileWatch watch(Path root) {
        return watch(root, look -> changes.incrementAndGet());
    }

    private static FileWatch watch(Path root, Consumer<Look> onChange) {
        return new FileWatch(List.of(root), Duration.ofMillis(20), onChange, InstantSource.system());
    }

    private void mount(String name, String title) throws IOException {
        Gateway.write(folder, name + "/products/internal.yaml", "title: " + title + "\n");
    }

    private static String titleAt(Path folder) {
        return ConfigurationFiles.read(folder, folder.resolve("none"), new Report())
                .of("products")
                .get("internal")
                .content()
                .path("title")
                .asString();
    }
}
