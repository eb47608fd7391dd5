package dev.lakefront.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentStoreTests {

    @TempDir
    Path folder;

    @Test
    void readsWhatWasWritten() throws IOException {
        DocumentStore store = new DocumentStore(folder.resolve("data"));

        store.write("documents/a.json", bytes("first"));
        store.write("documents/a.json", bytes("second"));

        assertThat(store.read("documents/a.json")).contains(bytes("second"));
        assertThat(store.read("documents/b.json")).isEmpty();
        assertThat(store.damaged()).isEmpty();
        try (var files = Files.list(folder.resolve("data/documents"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void keepsEmptyContent() {
        DocumentStore store = new DocumentStore(folder);

        store.write("empty", new byte[0]);

        assertThat(store.read("empty")).contains(new byte[0]);
    }

    @Test
    void ignoresADamagedFileUntilItIsWrittenAgain() throws IOException {
        DocumentStore store = new DocumentStore(folder);
        store.write("a", bytes("content"));
        byte[] whole = Files.readAllBytes(folder.resolve("a"));
        whole[whole.length - 1] ^= 1;
        Files.write(folder.resolve("a"), whole);

        assertThat(store.read("a")).isEmpty();
        assertThat(store.damaged()).containsExactly("a");

        store.write("a", bytes("content"));
        assertThat(store.read("a")).contains(bytes("content"));
        assertThat(store.damaged()).isEmpty();
    }

    @Test
    void ignoresATruncatedFile() throws IOException {
        DocumentStore store = new DocumentStore(folder);
        for (int length : new int[] {0, 10, 64, 65, 68}) {
            store.write("a", bytes("content"));
            byte[] whole = Files.readAllBytes(folder.resolve("a"));
            Files.write(folder.resolve("a"), java.util.Arrays.copyOf(whole, length));

            assertThat(store.read("a")).as("%d bytes", length).isEmpty();
        }
    }

    @Test
    void goesOnWhereNothingCanBeWritten() throws IOException {
        Files.writeString(folder.resolve("data"), "a file where the folder should be");
        DocumentStore store = new DocumentStore(folder.resolve("data"));

        store.write("documents/a.json", bytes("content"));

        assertThat(store.read("documents/a.json")).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
