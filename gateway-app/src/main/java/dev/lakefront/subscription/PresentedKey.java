package dev.lakefront.subscription;

import java.util.List;

/** What a request says about who is calling, before anyone looked it up. Holds no key, only its digest. */
public sealed interface PresentedKey {

    /** Nothing. */
    record Absent() implements PresentedKey {}

    /** One key, however often it was sent. */
    record One(KeyDigest digest, KeyCarrier carrier) implements PresentedKey {}

    /** Different keys: no rule says whose call it is, so it is nobody's. */
    record Conflicting(List<KeyCarrier> carriers) implements PresentedKey {

        public Conflicting {
            carriers = List.copyOf(carriers);
        }
    }

    /**
     * Something that can be nobody's key.
     *
     * @param reason a clause that begins with {@code it} and does not quote what was sent
     */
    record Malformed(KeyCarrier carrier, String reason) implements PresentedKey {}
}
