package dev.lakefront.backend.databricks;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Writes a name as one segment of a path (RFC 3986, section 3.3). */
final class PathSegment {

    private static final String UNRESERVED = "-._~";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private PathSegment() {}

    static String encode(String name) {
        StringBuilder segment = new StringBuilder(name.length());
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xff);
            boolean plain = character < 0x80 && Character.isLetterOrDigit(character);
            if (plain || UNRESERVED.indexOf(character) >= 0) {
                segment.append(character);
            } else {
                segment.append('%').append(HEX.toHexDigits(octet));
            }
        }
        return segment.toString();
    }
}
