package dev.lakefront.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads the files that are shipped with the simulation: data to learn from, passages, documents. */
final class Embedded {

    private Embedded() {}

    /** The text of {@code demo/<name>} on the class path; a missing one is a broken jar. */
    static String text(String name) {
        try (InputStream in = Embedded.class.getResourceAsStream("/demo/" + name)) {
            if (in == null) {
                throw new IllegalStateException(
                        "demo/" + name + " is missing from the class path. Build the jar again.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("demo/" + name + " could not be read from the class path.", e);
        }
    }
}
