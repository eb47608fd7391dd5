package dev.lakefront.publication;

import dev.lakefront.backend.BackendCallFailed;
import dev.lakefront.catalog.Api;
import dev.lakefront.catalog.ApiFile;
import dev.lakefront.catalog.DocumentRefused;
import dev.lakefront.catalog.Lifecycle;
import dev.lakefront.document.Document;
import dev.lakefront.document.Nearest;
import dev.lakefront.document.Report;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the files of APIs, and checks what they say of other files: workspaces, products, each other, documents. */
final class ApiFiles {

    /**
     * What the files of APIs say.
     *
     * @param apis those whose own file is right, by id
     * @param documents the hashes of the OpenAPI documents that lie beside some of them, by the API's id
     */
    record Declared(Map<String, Api> apis, Map<String, String> documents) {}

    /** One API's file as it was understood; and what is wrong with it by itself, where it was read anew. */
    private record Understood(
            String id,
            KnownApis.@Nullable Known known,
            @Nullable Report report) {}

    private final ApiFile reader;
    private final KnownApis known;
    private final DocumentFiles documentFiles;
    private final ImportedDocuments imported;
    private final boolean offline;

    /** @param offline whether this is not the machine that the gateway runs on */
    ApiFiles(
            ApiFile reader, KnownApis known, DocumentFiles documentFiles, ImportedDocuments imported, boolean offline) {
        this.reader = reader;
        this.known = known;
        this.documentFiles = documentFiles;
        this.imported = imported;
        this.offline = offline;
    }

    /**
     * Reads all of them; what they refer to in vain is in the report.
     *
     * @param workspaces those that there are
     */
    Declared read(ConfigurationFiles files, Set<String> workspaces, Report report) {
        Set<String> knownWorkspaces = new TreeSet<>(workspaces);
        knownWorkspaces.addAll(files.ids("workspaces"));
        Set<String> products = files.ids("products");
        ReservedPaths paths = new ReservedPaths();
        Map<String, Api> apis = new TreeMap<>();
        Map<String, String> documents = new HashMap<>();
        Map<String, KnownApis.Known> right = new HashMap<>();
        // What each says by itself, then what they say of each other, in order.
        for (Understood one : understood(files)) {
            if (one.report() != null) {
                report.addAll(one.report());
            }
            KnownApis.Known file = one.known();
            if (file != null) {
                checkWorkspace(file.api(), file.file(), knownWorkspaces, files, report);
                checkProducts(file.api(), file.file(), products, report);
                checkSuccessor(file.api(), file.file(), files, report);
                paths.add(file.api(), file.file(), report);
                apis.put(one.id(), file.api());
                if (one.report() == null || !one.report().hasErrors()) {
                    right.put(one.id(), file);
                }
                if (file.document() != null) {
                    documents.put(one.id(), file.document());
                }
            }
        }
        known.remember(right);
        documentFiles.retain(files.look(), documents.size());
        return new Declared(apis, documents);
    }

    /** Those that changed several at a time: an import takes milliseconds. */
    private List<Understood> understood(ConfigurationFiles files) {
        Map<String, Document> documents = files.of("apis");
        Map<String, Understood> changed = documents.entrySet().parallelStream()
                .filter(file -> !isKnown(file.getKey(), file.getValue(), files))
                .collect(Collectors.toConcurrentMap(
                        Map.Entry::getKey, file -> understand(file.getKey(), file.getValue(), files)));
        List<Understood> all = new ArrayList<>(documents.size());
        documents.forEach((id, file) -> {
            Understood now = changed.get(id);
            all.add(now == null ? new Understood(id, known.of(id, file), null) : now);
        });
        return all;
    }

    private boolean isKnown(String id, Document file, ConfigurationFiles files) {
        KnownApis.Known before = known.of(id, file);
        if (before == null) {
            return false;
        }
        return !(before.api().source() instanceof Api.DocumentSource.File(String name))
                || documentFiles.isUnchanged(name, before.document(), files.look());
    }

    private Understood understand(String id, Document file, ConfigurationFiles files) {
        Report report = new Report();
        KnownApis.Known understood = reader.read(id, file, report)
                .map(api -> new KnownApis.Known(
                        file, api, checkSource(api, file, files, report).orElse(null)))
                .orElse(null);
        return new Understood(id, understood, report);
    }

    private void checkWorkspace(
            Api api, Document document, Set<String> known, ConfigurationFiles files, Report report) {
        String workspace = api.workspace();
        if (known.contains(workspace)) {
            return;
        }
        if (offline && files.declareNoWorkspace() && FallbackWorkspace.IDS.contains(workspace)) {
            document.warning(
                    report,
                    "/workspace",
                    "LF1208",
                    "workspace '" + workspace + "' is there only while"
                            + " config/workspaces/ is empty, and then depends on the environment of the gateway");
            return;
        }
        document.error(
                report,
                "/workspace",
                "LF1204",
                "workspace '" + workspace + "' is not defined in config/workspaces/" + Nearest.hint(workspace, known));
    }

    private static void checkProducts(Api api, Document document, Set<String> known, Report report) {
        if (known.containsAll(api.products())) {
            return;
        }
        for (int i = 0; i < document.content().path("products").size(); i++) {
            String product = document.content().path("products").get(i).asString();
            if (!known.contains(product)) {
                document.error(
                        report,
                        "/products/" + i,
                        "LF1205",
                        "product '" + product + "' is not defined in config/products/" + Nearest.hint(product, known));
            }
        }
    }

    /** A warning only where APIs also come from a workspace, which is not asked here. */
    private static void checkSuccessor(Api api, Document document, ConfigurationFiles files, Report report) {
        Lifecycle lifecycle = api.lifecycle();
        String successor = lifecycle == null ? null : lifecycle.successor();
        Set<String> known = files.ids("apis");
        if (successor == null || known.contains(successor)) {
            return;
        }
        Set<String> others = new TreeSet<>(known);
        others.remove(api.id());
        String message =
                "successor '" + successor + "' is not declared in config/apis/" + Nearest.hint(successor, others);
        if (files.declareNoWorkspace()) {
            document.warning(report, "/lifecycle/successor", "LF1213", message);
        } else {
            document.error(report, "/lifecycle/successor", "LF1213", message);
        }
    }

    /**
     * A document that lies beside the API is known before anything is published; nobody has to wait to be told. Its hash,
     * if it is right.
     */
    private Optional<String> checkSource(Api api, Document document, ConfigurationFiles files, Report report) {
        return switch (api.source()) {
            case Api.DocumentSource.Endpoint _ -> Optional.empty();
            case Api.DocumentSource.File(String name) -> checkFile(api, name, document, files, report);
            case Api.DocumentSource.Url(String address) -> {
                if (!isAddress(address)) {
                    document.error(
                            report,
                            "/openapi/source/url",
                            "LF1211",
                            "'" + address + "' is no address; write https://, a host and a path");
                }
                yield Optional.empty();
            }
        };
    }

    private Optional<String> checkFile(
            Api api, String name, Document document, ConfigurationFiles files, Report report) {
        String pointer = "/openapi/source/file";
        try {
            DocumentFiles.Found found = documentFiles.read(files.configDir(), name, files.look());
            imported.read(api.id(), found.content(), ImportHints.ofFile(api));
            return Optional.of(found.hash());
        } catch (BackendCallFailed unreadable) {
            document.error(report, pointer, "LF1209", String.valueOf(unreadable.getMessage()));
        } catch (DocumentRefused refused) {
            document.error(report, pointer, "LF1210", "the document cannot be imported: " + refused.getMessage());
        }
        return Optional.empty();
    }

    private static boolean isAddress(String address) {
        try {
            return new URI(address).getHost() != null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
