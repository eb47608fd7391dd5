package dev.lakefront.proxy;

import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * The path of a request line, decoded once and strictly into segments.
 *
 * <p>Whatever two readers could take for different paths is refused, never normalised: what the gateway decides on is
 * what the model server gets. Refused are dot segments, empty segments, path parameters, backslashes, encoded slashes,
 * percent signs and control characters, malformed or overlong encodings, and text that is not in normal form NFKC.
 *
 * @param segments decoded; none for {@code /}
 */
record RawPath(List<String> segments) {

    private static final String PLAIN =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*+,=:@";
    private static final boolean[] ALLOWED = new boolean[128];

    static {
        PLAIN.chars().forEach(character -> ALLOWED[character] = true);
    }

    /**
     * Parses the request target up to its query.
     *
     * @throws GatewayProblem {@code ambiguous-path}
     */
    static RawPath parse(String target) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        if (!path.startsWith("/")) {
            throw refused("the request target must be a path that begins with '/'");
        }
        if (path.length() == 1) {
            return new RawPath(List.of());
        }
        List<String> segments = new ArrayList<>(6);
        int start = 1;
        while (start <= path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            segments.add(segment(path, start, end));
            start = end + 1;
        }
        return new RawPath(segments);
    }

    private static String segment(String path, int start, int end) {
        if (start == end) {
            throw refused("the path has an empty segment; remove the doubled or trailing '/'");
        }
        boolean plain = true;
        for (int i = start; i < end; i++) {
            char character = path.charAt(i);
            if (character == '%') {
                plain = false;
            } else if (character >= 128 || !ALLOWED[character]) {
                throw refused("the path has a character that may not stand there; encode it or remove it");
            }
        }
        String segment = path.substring(start, end);
        return checked(plain ? segment : decode(segment));
    }

    private static String checked(String segment) {
        if (segment.endsWith(".")) {
            throw refused("a segment of the path ends with '.'");
        }
        for (int i = 0; i < segment.length(); i++) {
            char character = segment.charAt(i);
            if (character < 0x20 || character == 0x7F || "/\\%;".indexOf(character) >= 0) {
                throw refused("the path has an encoded '/', '\\', '%', ';' or control character");
            }
        }
        return segment;
    }

    private static String decode(String segment) {
        byte[] bytes = new byte[segment.length()];
        int length = 0;
        for (int i = 0; i < segment.length(); i++) {
            char character = segment.charAt(i);
            if (character == '%') {
                boolean complete = i + 2 < segment.length();
                int high = complete ? Character.digit(segment.charAt(i + 1), 16) : -1;
                int low = complete ? Character.digit(segment.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    throw refused("the path has a '%' that two hexadecimal digits do not follow");
                }
                bytes[length++] = (byte) (high * 16 + low);
                i += 2;
            } else {
                bytes[length++] = (byte) character;
            }
        }
        return normal(bytes, length);
    }

    private static String normal(byte[] bytes, int length) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
            if (!text.equals(text.strip()) || !Normalizer.isNormalized(text, Normalizer.Form.NFKC)) {
                throw refused("a segment of the path begins or ends with a space, or is not in normal form NFKC");
            }
            return text;
        } catch (CharacterCodingException invalid) {
            throw refused("the path is not UTF-8 once it is decoded");
        }
    }

    private static GatewayProblem refused(String detail) {
        return new GatewayProblem(
                ProblemType.AMBIGUOUS_PATH, "This path could be read in more than one way: " + detail + ".");
    }
}
