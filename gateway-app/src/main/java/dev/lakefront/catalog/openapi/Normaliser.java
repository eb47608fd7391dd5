package dev.lakefront.catalog.openapi;

import dev.lakefront.catalog.DocumentRefused;
import dev.lakefront.catalog.Format;
import dev.lakefront.catalog.Hints;
import dev.lakefront.catalog.ImportedDocument;
import dev.lakefront.catalog.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** The import as one ordered list of rules, from bytes to a document that can be routed and published. */
public final class Normaliser {

    private Normaliser() {}

    /** Blocks for as long as it takes to read and walk the document; opens nothing. */
    public static ImportedDocument normalise(byte[] original, Hints hints) throws DocumentRefused {
        ObjectNode document = DocumentReader.read(original);
        String version = SourceVersion.of(document);
        requirePaths(document, "has no paths");
        Changes changes = new Changes();
        new SwaggerTwo().apply(document, changes);
        String serverPath = BasePath.of(document);
        requireFormatsLeft(document, hints);
        for (Rule rule : rules(hints)) {
            rule.apply(document, changes);
        }
        DocumentReader.requireDepth(document);
        ServerPaths servers = ServerPaths.takeFrom(document, serverPath);
        List<Operation> operations = Operations.of(document, servers);
        if (operations.isEmpty()) {
            throw noOperations("has no operation that can be routed" + Operations.unusable(changes.toList()));
        }
        return new ImportedDocument(
                document,
                version,
                SourceHash.of(original),
                servers.common(),
                new TaskRecognition(document).task(hints, operations),
                TaskRecognition.formats(operations),
                operations,
                changes.toList());
    }

    /**
     * In the order in which they run: first what a document may not contain, then its version, then what is wrong in
     * its schemas, then its paths (served models are compared after they were mended), then whose servers, security and
     * names it shows.
     */
    static List<Rule> rules(Hints hints) {
        List<Rule> rules = new ArrayList<>(wellFormed());
        rules.addAll(List.of(
                new SplitColumns(),
                new ExampleWrapper(),
                new RequiredWrapper(),
                new DroppedFormats(hints.drop()),
                new AgentShapes(hints.endpointTask()),
                new ServedModelPaths()));
        if (hints.databricks()) {
            rules.addAll(List.of(new ChatRoles(), new ConfigVersion(), new WorkspaceHost()));
        }
        rules.addAll(List.of(
                new PathParameters(),
                new OperationServers(hints.databricks()),
                new OwnServers(),
                new OwnSecurity(),
                new OperationOverrides(hints.overrides()),
                new OperationIds(),
                // Last: an example has to fit the schema as it is published.
                new RequestExamples()));
        return List.copyOf(rules);
    }

    private static List<Rule> wellFormed() {
        return List.of(
                new UnresolvableReferences(),
                new SchemaDialect(),
                new PathItemReferences(),
                new UnusablePaths(),
                new PathTemplates(),
                new MisplacedComponents(),
                new ReferenceSiblings(),
                new NullableType(),
                new ExclusiveBounds(),
                new SchemaExample(),
                new UnknownFormat(),
                new UnknownType(),
                new TypedDefault(),
                new ListedDefault(),
                new DeclaredVersion());
    }

    private static void requirePaths(ObjectNode document, String problem) throws DocumentRefused {
        if (document.path("paths").isEmpty()) {
            throw noOperations(problem);
        }
    }

    private static DocumentRefused noOperations(String problem) {
        return new DocumentRefused(
                "no-paths",
                "/paths: the document %s, so there is nothing to call. Import one that describes a server's operations."
                        .formatted(problem));
    }

    private static void requireFormatsLeft(ObjectNode document, Hints hints) throws DocumentRefused {
        if (hints.drop().isEmpty()) {
            return;
        }
        Set<Format> offered = TaskRecognition.formats(Operations.of(document, ServerPaths.NONE));
        if (!offered.isEmpty() && hints.drop().containsAll(offered)) {
            throw new DocumentRefused(
                    "no-format-left",
                    "drop leaves out every request format that the document offers: %s. Keep at least one of them."
                            .formatted(String.join(
                                    ", ", offered.stream().map(Format::word).toList())));
        }
    }
}
