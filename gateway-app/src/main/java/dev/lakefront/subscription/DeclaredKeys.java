package dev.lakefront.subscription;

import dev.lakefront.document.Document;
import dev.lakefront.document.Finding;
import dev.lakefront.document.References;
import dev.lakefront.document.Report;
import dev.lakefront.document.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns the {@code keys:} of a subscription's file into digests.
 *
 * <p>What is wrong with a value here is said without the value and without the line it stands on: it may be a key that
 * should not have been written there.
 */
final class DeclaredKeys {

    /** A reference that is not escaped. */
    private static final Pattern REFERENCE = Pattern.compile("(?<!\\$)\\$\\{");

    /** One item of the list. */
    record DeclaredKey(
            String name,
            @Nullable String hash,
            @Nullable String secret,
            @Nullable String prefix) {

        @Override
        public String toString() {
            return "DeclaredKey[name=" + name + "]";
        }
    }

    private final References references;

    DeclaredKeys(References references) {
        this.references = references;
    }

    List<Subscription.Key> read(List<DeclaredKey> declared, Document document, Report report) {
        List<Subscription.Key> keys = new ArrayList<>();
        for (int i = 0; i < declared.size(); i++) {
            DeclaredKey key = declared.get(i);
            String pointer = "/keys/" + i;
            if (declared.subList(0, i).stream()
                    .anyMatch(earlier -> earlier.name().equals(key.name()))) {
                document.error(
                        report,
                        pointer + "/name",
                        "LF1309",
                        "two keys are named '" + key.name() + "'; give each its own name");
                continue;
            }
            digest(key, pointer, document, report)
                    .ifPresent(digest -> keys.add(new Subscription.Key(key.name(), digest, key.prefix())));
        }
        return keys;
    }

    private Optional<KeyDigest> digest(DeclaredKey key, String pointer, Document document, Report report) {
        if (key.hash() != null && key.secret() == null) {
            return hash(key.hash(), pointer + "/hash", document, report);
        }
        if (key.secret() != null && key.hash() == null) {
            return secret(key.secret(), pointer + "/secret", document, report);
        }
        error(
                report,
                document,
                pointer,
                "LF1302",
                "key '" + key.name() + "' must have either 'hash: \"sha256:...\"' or 'secret: \"${...}\"'");
        return Optional.empty();
    }

    private static Optional<KeyDigest> hash(String hash, String pointer, Document document, Report report) {
        Optional<KeyDigest> digest = KeyDigest.parse(hash);
        if (digest.isEmpty()) {
            error(
                    report,
                    document,
                    pointer,
                    "LF1303",
                    "'hash' must be sha256: and 64 hexadecimal digits; 'keys hash' writes the line for a key");
        }
        return digest;
    }

    private Optional<KeyDigest> secret(String secret, String pointer, Document document, Report report) {
        if (!REFERENCE.matcher(secret).find()) {
            error(
                    report,
                    document,
                    pointer,
                    "LF1310",
                    "a key must not stand in a file as it is: "
                            + "write 'hash:' with what 'keys hash' prints, or refer to it as \"${env:NAME}\" or "
                            + "\"${file:/path}\"; replace this key, whoever saw the file knows it");
            return Optional.empty();
        }
        return references.resolve(secret, document, pointer, report).flatMap(text -> {
            Optional<String> flaw = KeyText.flawOfChosen(text);
            flaw.ifPresent(reason -> error(
                    report,
                    document,
                    pointer,
                    "LF1311",
                    "what this refers to cannot be a subscription key: " + reason));
            return flaw.isPresent() ? Optional.empty() : Optional.of(KeyDigest.of(text));
        });
    }

    private static void error(Report report, Document document, String pointer, String code, String message) {
        report.add(new Finding(Severity.ERROR, code, message, document.position(pointer), null, 1));
    }
}
