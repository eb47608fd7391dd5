package dev.lakefront.catalog.openapi;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Visits every object of a document by what it is, parents first, so that a schema's property called {@code example} is
 * never taken for an example. Does not follow references. A visitor may change the node it is given.
 */
final class Walk {

    /** Called once for each object. */
    @FunctionalInterface
    interface Visitor {
        void visit(Kind kind, Place place, ObjectNode node);
    }

    /** Called once for each schema that is an object. */
    @FunctionalInterface
    interface SchemaVisitor {
        void visit(Place place, ObjectNode schema);
    }

    private final Visitor visitor;
    private final boolean intoSchemas;

    private Walk(Visitor visitor, boolean intoSchemas) {
        this.visitor = visitor;
        this.intoSchemas = intoSchemas;
    }

    static void over(ObjectNode document, Visitor visitor) {
        new Walk(visitor, true).visit(Kind.DOCUMENT, Place.ROOT, document);
    }

    /** Visits everything but schemas. */
    static void aroundSchemas(ObjectNode document, Visitor visitor) {
        new Walk(visitor, false).visit(Kind.DOCUMENT, Place.ROOT, document);
    }

    static void schemas(ObjectNode document, SchemaVisitor visitor) {
        over(document, (kind, place, node) -> {
            if (kind == Kind.SCHEMA) {
                visitor.visit(place, node);
            }
        });
    }

    /** Visits a part of a document; {@code place} is where the part stands. */
    static void from(Kind kind, Place place, ObjectNode node, Visitor visitor) {
        new Walk(visitor, true).visit(kind, place, node);
    }

    private void visit(Kind kind, Place place, JsonNode node) {
        if (!(node instanceof ObjectNode object) || (kind == Kind.SCHEMA && !intoSchemas)) {
            return;
        }
        visitor.visit(kind, place, object);
        if (kind == Kind.CALLBACK) {
            visitValues(Kind.PATH_ITEM, place, object);
        }
        for (Kind.Field field : kind.fields()) {
            JsonNode value = object.get(field.name());
            if (value != null) {
                descend(field, place.then(field.name()), value);
            }
        }
    }

    private void descend(Kind.Field field, Place place, JsonNode value) {
        switch (field.holds()) {
            case ONE -> visit(field.kind(), place, value);
            case MAP -> visitValues(field.kind(), place, value);
            case LIST -> {
                for (int i = 0; i < value.size() && value.isArray(); i++) {
                    visit(field.kind(), place.then(i), value.get(i));
                }
            }
        }
    }

    private void visitValues(Kind kind, Place place, JsonNode map) {
        if (map.isObject()) {
            for (Map.Entry<String, JsonNode> entry : List.copyOf(map.properties())) {
                boolean extensible = kind == Kind.PATH_ITEM || kind == Kind.RESPONSE;
                if (!extensible || !entry.getKey().startsWith("x-")) {
                    visit(kind, place.then(entry.getKey()), entry.getValue());
                }
            }
        }
    }
}
