package dev.lakefront.catalog.openapi;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Visits the objects of an OpenAPI document that are not schemas, the outer before the inner. */
final class DocumentWalk {

    /** The methods under which a path item holds operations. */
    static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    /** What kind of object is visited. */
    enum Kind {
        PATH_ITEM,
        OPERATION,
        PARAMETER,
        HEADER,
        REQUEST_BODY,
        RESPONSE,
        MEDIA_TYPE,
        ENCODING,
        EXAMPLE,
        LINK
    }

    /** Sees each object; what it changes in the object is seen by the walk. */
    interface Visitor {
        void visit(Kind kind, ObjectNode object);
    }

    private final Visitor visitor;

    private DocumentWalk(Visitor visitor) {
        this.visitor = visitor;
    }

    static void walk(ObjectNode document, Visitor visitor) {
        DocumentWalk walk = new DocumentWalk(visitor);
        walk.each(document.path("paths"), Kind.PATH_ITEM);
        walk.each(document.path("webhooks"), Kind.PATH_ITEM);
        JsonNode components = document.path("components");
        walk.each(components.path("pathItems"), Kind.PATH_ITEM);
        walk.each(components.path("parameters"), Kind.PARAMETER);
        walk.each(components.path("headers"), Kind.HEADER);
        walk.each(components.path("requestBodies"), Kind.REQUEST_BODY);
        walk.each(components.path("responses"), Kind.RESPONSE);
        walk.each(components.path("examples"), Kind.EXAMPLE);
        walk.each(components.path("links"), Kind.LINK);
        components.path("callbacks").forEach(callback -> walk.each(callback, Kind.PATH_ITEM));
    }

    /** Replaces each outermost schema; those below it are the replacement's business. */
    static void replaceSchemas(ObjectNode document, UnaryOperator<JsonNode> replacement) {
        if (document.path("components").path("schemas") instanceof ObjectNode schemas) {
            SubSchemas.replaceValues(schemas, replacement);
        }
        walk(document, (kind, object) -> {
            JsonNode schema = object.path("schema");
            boolean carries = kind == Kind.PARAMETER || kind == Kind.HEADER || kind == Kind.MEDIA_TYPE;
            if (carries && (schema.isObject() || schema.isBoolean())) {
                object.set("schema", replacement.apply(schema));
            }
        });
    }

    private void each(JsonNode holder, Kind kind) {
        if (holder.isArray()) {
            holder.forEach(element -> enter(element, kind));
        } else {
            for (Map.Entry<String, JsonNode> entry : List.copyOf(holder.properties())) {
                if (!isExtension(entry.getKey(), kind)) {
                    enter(entry.getValue(), kind);
                }
            }
        }
    }

    /** Paths share their object with extensions; a header or a component may itself be called x-something. */
    private static boolean isExtension(String name, Kind kind) {
        return name.startsWith("x-") && kind == Kind.PATH_ITEM;
    }

    private void enter(JsonNode node, Kind kind) {
        if (!(node instanceof ObjectNode object)) {
            return;
        }
        visitor.visit(kind, object);
        if (object.has("$ref") && kind != Kind.PATH_ITEM) {
            return;
        }
        switch (kind) {
            case PATH_ITEM -> pathItem(object);
            case OPERATION -> operation(object);
            case PARAMETER, HEADER, MEDIA_TYPE -> {
                each(object.path("content"), Kind.MEDIA_TYPE);
                each(object.path("encoding"), Kind.ENCODING);
                each(object.path("examples"), Kind.EXAMPLE);
            }
            case REQUEST_BODY -> each(object.path("content"), Kind.MEDIA_TYPE);
            case RESPONSE -> {
                each(object.path("headers"), Kind.HEADER);
                each(object.path("content"), Kind.MEDIA_TYPE);
                each(object.path("links"), Kind.LINK);
            }
            case ENCODING -> each(object.path("headers"), Kind.HEADER);
            case EXAMPLE, LINK -> {
                // nothing of interest stands below
            }
        }
    }

    private void pathItem(ObjectNode item) {
        each(item.path("parameters"), Kind.PARAMETER);
        for (Map.Entry<String, JsonNode> entry : List.copyOf(item.properties())) {
            if (METHODS.contains(entry.getKey())) {
                enter(entry.getValue(), Kind.OPERATION);
            }
        }
    }

    private void operation(ObjectNode operation) {
        each(operation.path("parameters"), Kind.PARAMETER);
        enter(operation.path("requestBody"), Kind.REQUEST_BODY);
        for (Map.Entry<String, JsonNode> response : List.copyOf(operation.path("responses").properties())) {
            if (!response.getKey().startsWith("x-")) {
                enter(response.getValue(), Kind.RESPONSE);
            }
        }
        operation.path("callbacks").forEach(callback -> each(callback, Kind.PATH_ITEM));
    }
}
