package dev.lakefront.portal.snippets;

/** One way to write a call. Whatever the call holds, the code that comes out sends exactly that and does nothing else. */
interface Language {

    /** The name of the environment variable that holds the caller's key. */
    String KEY = "LAKEFRONT_KEY";

    /**
     * What is the same for all its snippets.
     *
     * @see Snippet
     */
    record Label(String word, String title, String file, String hint) {}

    Label label();

    /** Whether this client can make such a call. */
    boolean writes(Target target, Content content);

    String write(Target target, Content content);
}
