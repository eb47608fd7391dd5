package dev.lakefront.portal.snippets;

import java.util.List;
import java.util.Optional;

/**
 * Writes a call in every language whose client can make it. The key is never in the code: each snippet takes it from
 * where its language keeps such things.
 */
public final class Snippets {

    private static final List<Language> LANGUAGES = List.of(
            new Curl(),
            new Python(),
            new PythonOpenAi(),
            new DatabricksSdk(),
            new MlflowDeployments(),
            new PandasTable(),
            new JavaClient(),
            new JavaScriptFetch(),
            new PowerShell(),
            new RHttr2(),
            new PowerBi());

    private Snippets() {}

    /** In the order in which they are shown; curl is always the first. */
    public static List<Snippet> of(Target target, ClientCall call) {
        Content content = Content.of(call);
        return LANGUAGES.stream()
                .filter(language -> language.writes(target, content))
                .map(language -> snippet(language, target, content))
                .toList();
    }

    /** In one language; empty where there is no such language, or its client cannot make such a call. */
    public static Optional<Snippet> of(String language, Target target, ClientCall call) {
        Content content = Content.of(call);
        return LANGUAGES.stream()
                .filter(known -> known.label().word().equals(language))
                .filter(known -> known.writes(target, content))
                .findFirst()
                .map(known -> snippet(known, target, content));
    }

    private static Snippet snippet(Language language, Target target, Content content) {
        Language.Label label = language.label();
        return new Snippet(label.word(), label.title(), label.file(), label.hint(), language.write(target, content));
    }
}
