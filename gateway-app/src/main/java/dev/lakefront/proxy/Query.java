package dev.lakefront.proxy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The query of a request, passed on as it came, but never with a key in it. */
final class Query {

    private static final String KEY = "subscription-key";

    private Query() {}

    /** Without any spelling of {@code subscription-key}; empty when nothing is left. */
    static String withoutKey(@Nullable String rawQuery) {
        if (rawQuery == null || rawQuery.isEmpty()) {
            return "";
        }
        if (rawQuery.indexOf('%') < 0 && !rawQuery.contains(KEY)) {
            return rawQuery;
        }
        List<String> kept = new ArrayList<>();
        for (String pair : rawQuery.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!isKey(equals < 0 ? pair : pair.substring(0, equals))) {
                kept.add(pair);
            }
        }
        return String.join("&", kept);
    }

    private static boolean isKey(String rawName) {
        try {
            return KEY.equalsIgnoreCase(URLDecoder.decode(rawName, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            // Not decodable, so no reader takes it for the key either.
            return false;
        }
    }
}
