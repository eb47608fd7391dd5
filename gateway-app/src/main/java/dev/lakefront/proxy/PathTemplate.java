package dev.lakefront.proxy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The path sent to a model server: the operation's template filled with what the caller's path matched, encoded anew.
 *
 * <p>A parameter can become neither a slash nor a dot segment nor a query: everything outside the unreserved characters
 * is percent-encoded (RFC 3986, section 2.3).
 */
final class PathTemplate {

    private static final String HEX = "0123456789ABCDEF";

    /** Texts and parameter names in turn; a text comes first. */
    private final List<String> parts;

    PathTemplate(String template) {
        this.parts = new ArrayList<>();
        int at = 0;
        while (true) {
            int open = template.indexOf('{', at);
            int close = open < 0 ? -1 : template.indexOf('}', open);
            if (close < 0) {
                parts.add(template.substring(at));
                return;
            }
            parts.add(template.substring(at, open));
            parts.add(template.substring(open + 1, close));
            at = close + 1;
        }
    }

    /** The names of the parameters, in order. */
    List<String> parameters() {
        List<String> names = new ArrayList<>();
        for (int i = 1; i < parts.size(); i += 2) {
            names.add(parts.get(i));
        }
        return names;
    }

    /** The path with every parameter's value; a missing one is a mistake of the import. */
    String expand(Map<String, String> values) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        StringBuilder path = new StringBuilder(64);
        for (int i = 0; i < parts.size(); i++) {
            if (i % 2 == 0) {
                path.append(parts.get(i));
            } else {
                String value = values.get(parts.get(i));
                if (value == null) {
                    throw new IllegalStateException("no value for path parameter " + parts.get(i));
                }
                encode(value, path);
            }
        }
        return path.toString();
    }

    private static void encode(String value, StringBuilder path) {
        for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(octet)) {
                path.append((char) octet);
            } else {
                path.append('%').append(HEX.charAt((octet >> 4) & 15)).append(HEX.charAt(octet & 15));
            }
        }
    }

    private static boolean isUnreserved(byte octet) {
        return octet >= 'a' && octet <= 'z'
                || octet >= 'A' && octet <= 'Z'
                || octet >= '0' && octet <= '9'
                || octet == '-'
                || octet == '.'
                || octet == '_'
                || octet == '~';
    }
}
