package dev.lakefront.catalog.openapi.example;

/** The few texts that examples for language models use. */
final class Sentences {

    static final String QUESTION = "What can you help me with?";
    static final String PROMPT = "Write one sentence about the sea.";
    static final String SENTENCE = "The quick brown fox jumps over the lazy dog.";

    private Sentences() {}
}
