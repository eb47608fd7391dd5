package dev.lakefront.usage;

/**
 * What a language model counted, as its answer says: tokens that it read, and tokens that it wrote. Embeddings write none.
 */
public record ModelTokens(long input, long output) {

    public ModelTokens {
        if (input < 0 || output < 0) {
            throw new IllegalArgumentException("tokens are " + input + " and " + output + "; neither may be negative");
        }
    }
}
