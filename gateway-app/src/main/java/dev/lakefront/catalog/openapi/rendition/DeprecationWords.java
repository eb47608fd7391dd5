package dev.lakefront.catalog.openapi.rendition;

import dev.lakefront.catalog.Facade;
import dev.lakefront.catalog.Lifecycle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Says in a document when its API ends: to programs and to people. */
final class DeprecationWords {

    private final Facade.@Nullable Deprecation deprecation;

    DeprecationWords(Facade facade) {
        this.deprecation = facade.deprecation();
    }

    /** Once the day has come, generators of clients mark what they make of it. */
    void addTo(ObjectNode operation) {
        if (deprecation != null && deprecation.begun()) {
            operation.put("deprecated", true);
        }
    }

    void addToInfo(ObjectNode document, ObjectNode info) {
        if (deprecation == null) {
            return;
        }
        Lifecycle lifecycle = deprecation.lifecycle();
        String sentence = lifecycle.markdown();
        String description = info.path("description").asString("");
        info.put("description", description.isBlank() ? sentence : sentence + "\n\n" + description);
        ObjectNode days = document.putObject("x-lakefront-lifecycle");
        days.put("deprecated", lifecycle.deprecated().toString());
        put(days, "sunset", lifecycle.sunset());
        put(days, "successor", lifecycle.successor());
        put(days, "link", lifecycle.link());
    }

    private static void put(ObjectNode days, String name, @Nullable Object value) {
        if (value != null) {
            days.put(name, value.toString());
        }
    }
}
