package dev.lakefront.catalog.openapi.tree;

import java.util.List;
import java.util.Map;

/** The kinds of object in an OpenAPI document, and which of their fields hold what. Everything else is left alone. */
public enum Kind {
    DOCUMENT,
    COMPONENTS,
    PATH_ITEM,
    OPERATION,
    PARAMETER,
    HEADER,
    REQUEST_BODY,
    RESPONSE,
    MEDIA_TYPE,
    ENCODING,
    CALLBACK,
    EXAMPLE,
    LINK,
    SCHEMA;

    /** The methods that a path item can describe in OpenAPI 3.1. */
    public static final List<String> METHODS =
            List.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    /** How a field holds its children: as its value, as an object's values, or as an array's elements. */
    public enum Holds {
        ONE,
        MAP,
        LIST
    }

    /** A field of one kind whose children are of another. */
    public record Field(String name, Holds holds, Kind kind) {}

    private static final Map<Kind, List<Field>> FIELDS = Map.ofEntries(
            Map.entry(
                    DOCUMENT,
                    List.of(map("paths", PATH_ITEM), map("webhooks", PATH_ITEM), one("components", COMPONENTS))),
            Map.entry(
                    COMPONENTS,
                    List.of(
                            map("schemas", SCHEMA),
                            map("responses", RESPONSE),
                            map("parameters", PARAMETER),
                            map("requestBodies", REQUEST_BODY),
                            map("headers", HEADER),
                            map("examples", EXAMPLE),
                            map("links", LINK),
                            map("callbacks", CALLBACK),
                            map("pathItems", PATH_ITEM))),
            Map.entry(
                    PATH_ITEM,
                    List.of(
                            list("parameters", PARAMETER),
                            one("get", OPERATION),
                            one("put", OPERATION),
                            one("post", OPERATION),
                            one("delete", OPERATION),
                            one("options", OPERATION),
                            one("head", OPERATION),
                            one("patch", OPERATION),
                            one("trace", OPERATION))),
            Map.entry(
                    OPERATION,
                    List.of(
                            list("parameters", PARAMETER),
                            one("requestBody", REQUEST_BODY),
                            map("responses", RESPONSE),
                            map("callbacks", CALLBACK))),
            Map.entry(PARAMETER, describedValue()),
            Map.entry(HEADER, describedValue()),
            Map.entry(REQUEST_BODY, List.of(map("content", MEDIA_TYPE))),
            Map.entry(RESPONSE, List.of(map("headers", HEADER), map("content", MEDIA_TYPE), map("links", LINK))),
            Map.entry(MEDIA_TYPE, List.of(one("schema", SCHEMA), map("examples", EXAMPLE), map("encoding", ENCODING))),
            Map.entry(ENCODING, List.of(map("headers", HEADER))),
            Map.entry(SCHEMA, schemaFields()));

    /** The fields that hold children; a callback's own entries are path items and not listed here. */
    public List<Field> fields() {
        return FIELDS.getOrDefault(this, List.of());
    }

    private static List<Field> describedValue() {
        return List.of(one("schema", SCHEMA), map("content", MEDIA_TYPE), map("examples", EXAMPLE));
    }

    private static List<Field> schemaFields() {
        return List.of(
                map("properties", SCHEMA),
                map("patternProperties", SCHEMA),
                map("dependentSchemas", SCHEMA),
                map("$defs", SCHEMA),
                map("definitions", SCHEMA),
                list("allOf", SCHEMA),
                list("anyOf", SCHEMA),
                list("oneOf", SCHEMA),
                list("prefixItems", SCHEMA),
                one("items", SCHEMA),
                one("additionalItems", SCHEMA),
                one("additionalProperties", SCHEMA),
                one("unevaluatedItems", SCHEMA),
                one("unevaluatedProperties", SCHEMA),
                one("propertyNames", SCHEMA),
                one("contains", SCHEMA),
                one("contentSchema", SCHEMA),
                one("not", SCHEMA),
                one("if", SCHEMA),
                one("then", SCHEMA),
                one("else", SCHEMA));
    }

    private static Field one(String name, Kind kind) {
        return new Field(name, Holds.ONE, kind);
    }

    private static Field map(String name, Kind kind) {
        return new Field(name, Holds.MAP, kind);
    }

    private static Field list(String name, Kind kind) {
        return new Field(name, Holds.LIST, kind);
    }
}
