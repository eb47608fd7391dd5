package dev.lakefront.catalog.openapi.tree;

import tools.jackson.databind.node.ObjectNode;

/** Adds to a document's components under names that nothing else there bears. */
public final class ComponentNames {

    private ComponentNames() {}

    /** The wished name, with a number behind it when it is taken; only characters that OpenAPI allows in it. */
    public static String free(ObjectNode section, String wish) {
        String allowed = wish.replaceAll("[^a-zA-Z0-9._-]", "_");
        String name = allowed.isEmpty() ? "Schema" : allowed;
        String candidate = name;
        for (int i = 2; section.has(candidate); i++) {
            candidate = name + i;
        }
        return candidate;
    }

    /** A section of {@code components}, made when it is missing. */
    public static ObjectNode section(ObjectNode document, String section) {
        ObjectNode components = object(document, "components");
        return object(components, section);
    }

    private static ObjectNode object(ObjectNode holder, String name) {
        return holder.path(name) instanceof ObjectNode present ? present : holder.putObject(name);
    }
}
