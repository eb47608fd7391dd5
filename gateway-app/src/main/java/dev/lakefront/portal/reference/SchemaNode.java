package dev.lakefront.portal.reference;

import java.util.List;

/**
 * A value that a schema describes, as a node of the tree that the reference shows.
 *
 * @param name of the property, or where in a list it stands; empty for the whole
 * @param type in words: {@code array of number}
 * @param description as HTML that is safe to show
 * @param facts what else must hold, in words
 * @param values the only ones that are allowed, as JSON; empty for any
 * @param children what it is made of, or what it may be
 */
public record SchemaNode(
        String name,
        String type,
        boolean required,
        boolean deprecated,
        String description,
        List<String> facts,
        List<String> values,
        List<SchemaNode> children) {

    public SchemaNode {
        facts = List.copyOf(facts);
        values = List.copyOf(values);
        children = List.copyOf(children);
    }

    public boolean isLeaf() {
        return children.isEmpty();
    }
}
