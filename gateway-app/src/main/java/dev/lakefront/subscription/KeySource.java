package dev.lakefront.subscription;

/** Knows keys that stand in no file: those of the portal. Found by injection; asked for keys that no file declares. */
public interface KeySource {

    /**
     * Whose key this is. On the way of a call: never blocks, and answers from memory.
     *
     * <p>May refuse the call of a key that it knows by what it throws, which becomes the caller's error.
     */
    Authentication authenticate(KeyDigest presented);
}
