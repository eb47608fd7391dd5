package dev.lakefront.portal.snippets;

/**
 * One call, written in one language.
 *
 * @param language the word in addresses: {@code curl}, {@code python}
 * @param title as people call it
 * @param file a name under which the code can be saved and run
 * @param hint what it takes to run it
 */
public record Snippet(String language, String title, String file, String hint, String code) {}
