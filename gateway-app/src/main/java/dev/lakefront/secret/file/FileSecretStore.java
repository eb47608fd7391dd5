package dev.lakefront.secret.file;

import dev.lakefront.secret.Secret;
import dev.lakefront.secret.SecretStore;
import dev.lakefront.secret.SecretUnreadable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Files with one secret each, as {@code ${file:/run/secrets/name}}.
 *
 * <p>Links are followed at every read, so that a Kubernetes volume may swap them. Line breaks at the end don't belong to
 * the secret: editors and {@code echo} write them.
 */
@Component
public final class FileSecretStore implements SecretStore {

    /** The largest secret that is read. */
    static final int MAX_BYTES = 64 * 1024;

    @Override
    public String scheme() {
        return "file";
    }

    @Override
    public Optional<Secret> find(String path) {
        Path file = absolute(path);
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new SecretUnreadable(path + " is not a regular file");
        }
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new SecretUnreadable(path + " is larger than 64 KiB, so it is hardly one secret");
            }
            return Optional.of(Secret.of(withoutLineEnd(decode(path, bytes))));
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        } catch (AccessDeniedException denied) {
            throw new SecretUnreadable(path + " may not be read by the user that runs the gateway");
        } catch (IOException unreadable) {
            throw new SecretUnreadable(
                    path + " cannot be read (" + unreadable.getClass().getSimpleName() + ")");
        }
    }

    private static Path absolute(String path) {
        try {
            Path file = Path.of(path);
            if (file.isAbsolute()) {
                return file;
            }
        } catch (InvalidPathException invalid) {
            throw new SecretUnreadable("'" + path + "' is no path of a file: " + invalid.getReason());
        }
        throw new SecretUnreadable("'" + path + "' is relative; write the whole path, such as /run/secrets/name");
    }

    private static String decode(String path, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new SecretUnreadable(path + " is not UTF-8 text");
        }
    }

    private static String withoutLineEnd(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(0, end);
    }
}
