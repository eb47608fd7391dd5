package dev.lakefront.portal.tryit;

import dev.lakefront.identity.Visitor;
import dev.lakefront.publication.PublishedApi;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** In whose name a call from the page is made. */
enum Access {
    /** The visitor's: with a console key. */
    SESSION,
    /** Nobody's: the API needs no key. */
    OPEN,
    /** Not at all before the visitor signs in. */
    SIGN_IN;

    static Access of(@Nullable Visitor visitor, PublishedApi api) {
        if (visitor != null) {
            return SESSION;
        }
        return api.openProduct() == null ? SIGN_IN : OPEN;
    }

    /** The word for the page's script. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
