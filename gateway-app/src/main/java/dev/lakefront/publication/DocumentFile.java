package dev.lakefront.publication;

import dev.lakefront.backend.BackendCallFailed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads an OpenAPI document that lies beside the file of its API. */
final class DocumentFile {

    private static final int MAX_BYTES = 16 * 1024 * 1024;

    private DocumentFile() {}

    /**
     * The document's bytes.
     *
     * @param name relative to {@code apis/} in the folder of the configuration
     * @throws BackendCallFailed with the reason, in words for the API's owner
     */
    static byte[] read(Path configDir, String name) {
        Path folder = configDir.resolve("apis").normalize();
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder)) {
            throw new BackendCallFailed(
                    BackendCallFailed.Reason.NOT_ALLOWED, "file '" + name + "' is not below config/apis/");
        }
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] content = stream.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw new BackendCallFailed(
                        BackendCallFailed.Reason.TOO_LARGE, "file '" + name + "' is larger than 16 MiB");
            }
            return content;
        } catch (NoSuchFileException missing) {
            throw new BackendCallFailed(
                    BackendCallFailed.Reason.NOT_FOUND, "file '" + name + "' does not exist in config/apis/");
        } catch (IOException unreadable) {
            throw new BackendCallFailed(
                    BackendCallFailed.Reason.NOT_FOUND,
                    "file '" + name + "' in config/apis/ cannot be read: "
                            + unreadable.getClass().getSimpleName());
        }
    }
}
