package dev.lakefront.catalog;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * A shape of request body that model servers share. The word is the name of the example in the published document.
 *
 * @see <a href="https://mlflow.org/docs/latest/ml/deployment/deploy-model-locally/">MLflow's scoring protocol</a>
 */
public enum Format {
    DATAFRAME_SPLIT,
    DATAFRAME_RECORDS,
    INSTANCES,
    INPUTS,
    /** {@code messages}: the chat completions API. */
    MESSAGES,
    /** {@code prompt}: the completions API. */
    PROMPT,
    /** {@code input} as text or texts: the embeddings API. */
    INPUT,
    /** {@code input} as items: the Responses API. */
    INPUT_ITEMS,
    /** Any other JSON body. */
    JSON;

    /** An unmodifiable set in the order of this enum, so that what is made of it is the same in every process. */
    static Set<Format> ordered(Collection<Format> formats) {
        Set<Format> ordered = EnumSet.noneOf(Format.class);
        ordered.addAll(formats);
        return Collections.unmodifiableSet(ordered);
    }

    /** The word used in documents and pages; for the formats of MLflow it is the body's one property. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
