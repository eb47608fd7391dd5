package dev.lakefront.demo;

/** The kinds of path on which a model can be asked. */
enum Dialect {
    INVOCATIONS("invocations"),
    CHAT_COMPLETIONS("chat/completions"),
    COMPLETIONS("completions"),
    EMBEDDINGS("embeddings"),
    RESPONSES("responses");

    private final String path;

    Dialect(String path) {
        this.path = path;
    }

    /** The end of the URL. */
    String path() {
        return path;
    }
}
