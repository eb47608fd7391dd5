package dev.lakefront.catalog.openapi.rule;

import tools.jackson.databind.node.ObjectNode;

/**
 * Mends one known defect of generated serving documents. One class a rule; the class name in kebab case is the rule's
 * name in reports and documentation.
 *
 * <p>A rule is a pure function of the document: applying it twice changes nothing the second time. It records each
 * place it changed and leaves everything it does not know as it was.
 */
public interface Rule {

    /** The name under which its changes are reported. */
    String name();

    void apply(ObjectNode document, Changes changes);
}
