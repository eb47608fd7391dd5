package dev.lakefront.publication;

import dev.lakefront.backend.BackendCallFailed;
import dev.lakefront.catalog.Api;
import dev.lakefront.catalog.ApiFile;
import dev.lakefront.catalog.DocumentRefused;
import dev.lakefront.catalog.Hints;
import dev.lakefront.document.Document;
import dev.lakefront.document.Nearest;
import dev.lakefront.document.Report;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the files of APIs, and checks what they say of other files: workspaces, products, each other, documents. */
final class ApiFiles {

    /**
     * What the files of APIs say.
     *
     * @param apis those whose own file is right, by id
     * @param documents the hashes of the OpenAPI documents that lie beside some of them, by the API's id
     */
    record Declared(Map<String, Api> apis, Map<String, String> documents) {}

    /** One API's file, and what is wrong with it by itself. */
    private record Understood(String id, Document file, Optional<Api> api, Optional<String> document, Report report) {}

    private final ApiFile reader;
    private final KnownApis known;
    private final DocumentFiles documentFiles;
    private final ImportedDocuments imported;
    private final boolean offline;

    /** @param offline whether this is not the machine that the gateway runs on */
    ApiFiles(
            ApiFile reader,
            KnownApis known,
            DocumentFiles documentFiles,
            ImportedDocuments imported,
            boolean offline) {
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
        Map<String, Document> documents = files.of("apis");
        Set<String> knownWorkspaces = new TreeSet<>(workspaces);
        knownWorkspaces.addAll(files.ids("workspaces"));
        Set<String> products = files.ids("products");
        ReservedPaths paths = new ReservedPaths();
        Map<String, Api> apis = new TreeMap<>();
        Map<String, String> hashes = new TreeMap<>();
        // Each by itself several at a time, then what they say of each other, in order.
        List<Understood> understood = documents.entrySet().parallelStream()
                .map(file -> understand(file.getKey(), file.getValue(), files))
                .toList();
        for (Understood one : understood) {
            report.addAll(one.report());
            one.api().ifPresent(api -> {
                checkWorkspace(api, one.file(), knownWorkspaces, files, report);
                checkProducts(api, one.file(), products, report);
                paths.add(api, one.file(), report);
                apis.put(one.id(), api);
            });
            one.document().ifPresent(hash -> hashes.put(one.id(), hash));
        }
        known.remember(apis, documents);
        documentFiles.retain(files.look());
        return new Declared(apis, hashes);
    }

    private Understood understand(String id, Document file, ConfigurationFiles files) {
        Report report = new Report();
        Optional<Api> api = known.read(id, file, reader, report);
        Optional<String> hash = api.flatMap(declared -> checkSource(declared, file, files, report));
        return new Understood(id, file, api, hash, report);
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
            DocumentFiles.Found found = documentFiles.find(files.configDir(), name, files.look());
            Hints hints = ImportHints.ofFile(api);
            if (imported.known(api.id(), found.hash(), hints).isEmpty()) {
                byte[] content = found.content();
                imported.read(
                        api.id(), content == null ? DocumentFile.read(files.configDir(), name) : content, hints);
            }
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
