package dev.lakefront.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A text with references such as {@code ${env:NAME}} in it; {@code $${} stands for {@code ${}. */
record Template(List<Part> parts) {

    /** A piece of a template. */
    sealed interface Part {}

    /** Text that stands for itself. */
    record Literal(String text) implements Part {

        @Override
        public String toString() {
            return "Literal[****]";
        }
    }

    /** What stands between <code>${</code> and <code>}</code>. */
    record Reference(String provider, String path) implements Part {

        @Override
        public String toString() {
            return "${" + provider + ":" + path + "}";
        }
    }

    private static final Pattern PROVIDER = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    /** Fails with {@link IllegalArgumentException} that says the form and shows nothing of the text. */
    static Template parse(String text) {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("$${", at)) {
                literal.append("${");
                at += 3;
            } else if (text.startsWith("${", at)) {
                int end = text.indexOf('}', at);
                if (end < 0) {
                    throw new IllegalArgumentException("'${' is not closed by '}'; write $${ for the two characters");
                }
                flush(literal, parts);
                parts.add(reference(text.substring(at + 2, end)));
                at = end + 1;
            } else {
                literal.append(text.charAt(at++));
            }
        }
        flush(literal, parts);
        return new Template(List.copyOf(parts));
    }

    boolean hasReference() {
        return parts.stream().anyMatch(Reference.class::isInstance);
    }

    private static void flush(StringBuilder literal, List<Part> parts) {
        if (!literal.isEmpty()) {
            parts.add(new Literal(literal.toString()));
            literal.setLength(0);
        }
    }

    private static Reference reference(String content) {
        int colon = content.indexOf(':');
        String provider = colon < 0 ? "" : content.substring(0, colon);
        String path = content.substring(colon + 1);
        if (!PROVIDER.matcher(provider).matches() || path.isBlank()) {
            throw new IllegalArgumentException(
                    "a reference is written ${provider:name}, such as ${env:NAME}, ${file:/path} or ${value:name};"
                            + " write $${ for the two characters");
        }
        return new Reference(provider, path);
    }
}
