package dev.lakefront.secret.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lakefront.secret.Secret;
import dev.lakefront.secret.SecretStore;
import dev.lakefront.secret.SecretStoreContract;
import dev.lakefront.secret.SecretUnreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSecretStoreTests extends SecretStoreContract {

    @TempDir
    Path folder;

    private final FileSecretStore store = new FileSecretStore();

    @Override
    protected SecretStore store() {
        return store;
    }

    @Override
    protected String path() throws IOException {
        return write("token", "s3cret\n");
    }

    @Override
    protected String absentPath() {
        return folder.resolve("absent").toString();
    }

    private String write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    @Test
    void keepsEverythingButTheLineEnd() throws IOException {
        assertThat(store.find(write("a", " two\nlines \r\n\n"))).contains(Secret.of(" two\nlines "));
    }

    @Test
    void readsAChangedFileAnew() throws IOException {
        String path = write("a", "one");
        store.find(path);
        write("a", "two");

        assertThat(store.find(path)).contains(Secret.of("two"));
    }

    @Test
    void followsALinkThatIsSwapped() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("v1")).resolve("token"), "one");
        Files.writeString(Files.createDirectory(folder.resolve("v2")).resolve("token"), "two");
        Files.createSymbolicLink(folder.resolve("..data"), folder.resolve("v1"));
        String path = Files.createSymbolicLink(folder.resolve("token"), Path.of("..data", "token"))
                .toString();
        assertThat(store.find(path)).contains(Secret.of("one"));

        Files.createSymbolicLink(folder.resolve("..tmp"), folder.resolve("v2"));
        Files.move(
                folder.resolve("..tmp"),
                folder.resolve("..data"),
                java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertThat(store.find(path)).contains(Secret.of("two"));
    }

    @Test
    void refusesWhatIsTooLargeForASecret() throws IOException {
        assertThat(store.find(write("fits", "x".repeat(FileSecretStore.MAX_BYTES))))
                .isPresent();
        String path = write("large", "x".repeat(FileSecretStore.MAX_BYTES + 1));

        assertThatThrownBy(() -> store.find(path))
                .isInstanceOf(SecretUnreadable.class)
                .hasMessageContaining("larger than 64 KiB");
    }

    @Test
    void refusesFoldersAndRelativePathsAndBinaryFiles() throws IOException {
        Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThatThrownBy(() -> store.find(folder.toString())).hasMessageContaining("not a regular file");
        assertThatThrownBy(() -> store.find("token")).hasMessageContaining("relative");
        assertThatThrownBy(() -> store.find("/\0")).isInstanceOf(SecretUnreadable.class);
        assertThatThrownBy(() -> store.find(folder.resolve("binary").toString()))
                .hasMessageContaining("not UTF-8");
    }
}
