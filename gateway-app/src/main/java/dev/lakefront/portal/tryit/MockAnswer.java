package dev.lakefront.portal.tryit;

import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * An answer made from an API's document.
 *
 * @param pieces of the body; a stream's events one by one
 */
record MockAnswer(MediaType contentType, List<String> pieces) {

    /** Says of an answer that no model gave it. */
    static final String HEADER = "X-Lakefront-Mock";

    HttpHeaders headers() {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(contentType);
        headers.setCacheControl("no-store");
        headers.set(HEADER, "true");
        return headers;
    }

    String text() {
        return String.join("", pieces);
    }
}
