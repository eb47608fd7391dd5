package dev.lakefront.catalog.openapi.rendition;

import dev.lakefront.catalog.Facade;
import dev.lakefront.catalog.ImportedDocument;
import dev.lakefront.catalog.openapi.tree.Kind;
import dev.lakefront.catalog.openapi.tree.Walk;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Puts the gateway where an imported document speaks of the model server: servers, security, errors, names. */
public final class PublishedDocument {

    private final ImportedDocument source;
    private final Facade facade;
    private final ObjectNode document;

    private PublishedDocument(ImportedDocument source, Facade facade) {
        this.source = source;
        this.facade = facade;
        this.document = new HiddenHosts(facade).removeFrom(source.document());
    }

    /** A new document; what was imported is not changed. */
    public static ObjectNode of(ImportedDocument source, Facade facade) {
        return new PublishedDocument(source, facade).publish();
    }

    private ObjectNode publish() {
        forgetServer();
        document.remove("security");
        if (document.path("components") instanceof ObjectNode components) {
            components.remove("securitySchemes");
        }
        document.set("servers", JsonNodeFactory.instance.arrayNode().add(server()));
        document.set("security", new KeySecurity(facade).addTo(document));
        ProblemResponses problems = new ProblemResponses(document);
        DeprecationWords deprecation = new DeprecationWords(facade);
        OperationNames names = new OperationNames(source.task());
        forEachOperation((path, method, operation) -> {
            names.complete(path, method, operation);
            if (!operation.path("tags").isArray() || operation.path("tags").isEmpty()) {
                operation.putArray("tags").add(facade.title());
            }
            problems.addTo(operation);
            deprecation.addTo(operation);
        });
        tags();
        info();
        deprecation.addToInfo(document, document.withObjectProperty("info"));
        return ordered();
    }

    /** Sees one operation of the document. */
    private interface OperationVisitor {
        void visit(String path, String method, ObjectNode operation);
    }

    private void forEachOperation(OperationVisitor visitor) {
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (Kind.METHODS.contains(method.getKey()) && method.getValue() instanceof ObjectNode operation) {
                        visitor.visit(path.getKey(), method.getKey(), operation);
                    }
                }));
    }

    /** Addresses and keys of the model server are nobody's business; calls go to the gateway. */
    private void forgetServer() {
        Walk.aroundSchemas(document, (kind, place, object) -> {
            switch (kind) {
                case PATH_ITEM -> object.remove("servers");
                case OPERATION -> object.remove(List.of("servers", "security"));
                case LINK -> object.remove("server");
                default -> {
                    // these name no server
                }
            }
        });
    }

    private ObjectNode server() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("url", facade.serverUrl())
                .put("description", "The gateway");
    }

    private void tags() {
        Set<String> used = new LinkedHashSet<>();
        forEachOperation(
                (path, method, operation) -> operation.path("tags").forEach(tag -> used.add(tag.asString(""))));
        ArrayNode tags = JsonNodeFactory.instance.arrayNode();
        document.path("tags").forEach(tag -> {
            if (used.remove(tag.path("name").asString(""))) {
                tags.add(tag);
            }
        });
        used.forEach(name -> tags.addObject().put("name", name));
        document.set("tags", tags);
    }

    private void info() {
        ObjectNode info = document.withObjectProperty("info");
        info.put("title", facade.title());
        if (facade.summary() != null) {
            info.put("summary", facade.summary());
        }
        if (!info.path("version").isString()) {
            info.put("version", "1");
        }
        document.put("x-lakefront-api", facade.apiId());
        document.put("x-lakefront-source-hash", source.sourceHash());
        if (facade.docsUrl() != null) {
            ObjectNode docs = document.putObject("externalDocs");
            docs.put("description", "How to subscribe, try it and see your usage")
                    .put("url", facade.docsUrl());
        }
    }

    /** In the order in which people read. */
    private ObjectNode ordered() {
        ObjectNode ordered = JsonNodeFactory.instance.objectNode();
        for (String first : List.of("openapi", "info", "externalDocs", "servers", "security", "tags", "paths")) {
            if (document.has(first)) {
                ordered.set(first, document.get(first));
            }
        }
        for (Map.Entry<String, JsonNode> entry : document.properties()) {
            ordered.putIfAbsent(entry.getKey(), entry.getValue());
        }
        return ordered;
    }
}
