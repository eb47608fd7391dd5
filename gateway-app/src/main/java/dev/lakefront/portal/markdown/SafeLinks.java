package dev.lakefront.portal.markdown;

import java.util.Locale;
import org.commonmark.renderer.html.UrlSanitizer;

/** Lets through web and mail addresses, and places on this site; anything else leads nowhere. */
final class SafeLinks implements UrlSanitizer {

    private static final String NOWHERE = "#";

    @Override
    public String sanitizeLinkUrl(String url) {
        String address = url.strip();
        if (address.chars().anyMatch(c -> c <= ' ' || c == '\\')) {
            return NOWHERE;
        }
        String lower = address.toLowerCase(Locale.ROOT);
        boolean elsewhere = lower.startsWith("https://") || lower.startsWith("http://") || lower.startsWith("mailto:");
        boolean here = address.startsWith("#") || address.startsWith("/") && !address.startsWith("//");
        return elsewhere || here ? address : NOWHERE;
    }

    @Override
    public String sanitizeImageUrl(String url) {
        return NOWHERE;
    }
}
