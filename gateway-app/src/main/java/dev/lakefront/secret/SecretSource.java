package dev.lakefront.secret;

import java.util.List;

/**
 * A secret that may change: what a setting with references means at this moment.
 *
 * <p>Two sources are equal when they are made from the same places, so that a definition which merely got a new secret
 * is still the same definition.
 */
public final class SecretSource {

    /** A part of the secret. */
    sealed interface Piece {}

    /** A part that is known for good. */
    record Fixed(Secret secret) implements Piece {}

    /** A part that is read again from time to time. */
    record Stored(StoredSecret secret) implements Piece {}

    private final List<Piece> pieces;

    SecretSource(List<Piece> pieces) {
        this.pieces = List.copyOf(pieces);
    }

    /** A source that always gives this secret. */
    public static SecretSource of(Secret secret) {
        return new SecretSource(List.of(new Fixed(secret)));
    }

    /** The secret as it was last read. Never blocks; fit for a request. */
    public Secret current() {
        if (pieces.size() == 1) {
            return current(pieces.getFirst());
        }
        StringBuilder joined = new StringBuilder();
        pieces.forEach(piece -> joined.append(current(piece).reveal()));
        return Secret.of(joined.toString());
    }

    /**
     * Reads its stores again, now. Blocks.
     *
     * @throws SecretUnreadable when a store can't give it; what was last read stays
     */
    public Secret refreshed() {
        for (Piece piece : pieces) {
            if (piece instanceof Stored stored) {
                stored.secret().refresh();
            }
        }
        return current();
    }

    private static Secret current(Piece piece) {
        return switch (piece) {
            case Fixed fixed -> fixed.secret();
            case Stored stored -> stored.secret().current();
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretSource source && pieces.equals(source.pieces);
    }

    @Override
    public int hashCode() {
        return pieces.hashCode();
    }

    @Override
    public String toString() {
        return "SecretSource[****]";
    }
}
