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
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
