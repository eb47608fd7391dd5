package dev.lakefront.publication;

import dev.lakefront.backend.BackendCallFailed;
import dev.lakefront.catalog.Api;
import dev.lakefront.catalog.ApiFile;
import dev.lakefront.catalog.DocumentImporter;
import dev.lakefront.catalog.DocumentRefused;
import dev.lakefront.document.Binder;
import dev.lakefront.document.Document;
import dev.lakefront.document.Nearest;
import dev.lakefront.document.Report;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the files of APIs, and checks what they say of other files: workspaces, products, each other, documents. */
final class ApiFiles {

    private final Binder binder;
    private final DocumentImporter importer = new DocumentImporter();
    private final boolean offline;

    /** @param offline whether this is not the machine that the gateway runs on */
    ApiFiles(Binder binder, boolean offline) {
        this.binder = binder;
        this.offline = offline;
    }

    /**
     * The APIs whose own file is right, by id; what they refer to in vain is in the report.
     *
     * @param workspaces those that there are
     */
    Map<String, Api> read(ConfigurationFiles files, Set<String> workspaces, Report report) {
        ApiFile reader = new ApiFile(binder);
        ReservedPaths paths = new ReservedPaths();
        Map<String, Api> apis = new TreeMap<>();
        Set<String> known = new TreeSet<>(workspaces);
        known.addAll(files.ids("workspaces"));
        files.of("apis")
                .forEach((id, document) -> reader.read(id, document, report).ifPresent(api -> {
                    checkWorkspace(api, document, known, files, report);
                    checkProducts(document, files.ids("products"), report);
                    checkSource(api, document, files.configDir(), report);
                    paths.add(api, document, report);
                    apis.put(id, api);
                }));
        return apis;
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

    private static void checkProducts(Document document, Set<String> known, Report report) {
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

    /** A document that lies beside the API is known before anything is published; nobody has to wait to be told. */
    private void checkSource(Api api, Document document, Path configDir, Report report) {
        switch (api.source()) {
            case Api.DocumentSource.Endpoint _ -> {}
            case Api.DocumentSource.File(String name) -> checkFile(api, name, document, configDir, report);
            case Api.DocumentSource.Url(String address) -> {
                if (!isAddress(address)) {
                    document.error(
                            report,
                            "/openapi/source/url",
                            "LF1211",
                            "'" + address + "' is no address; write https://, a host and a path");
                }
            }
        }
    }

    private void checkFile(Api api, String name, Document document, Path configDir, Report report) {
        String pointer = "/openapi/source/file";
        try {
            importer.read(DocumentFile.read(configDir, name), ImportHints.ofFile(api));
        } catch (BackendCallFailed unreadable) {
            document.error(report, pointer, "LF1209", String.valueOf(unreadable.getMessage()));
        } catch (DocumentRefused refused) {
            document.error(report, pointer, "LF1210", "the document cannot be imported: " + refused.getMessage());
        }
    }

    private static boolean isAddress(String address) {
        try {
            return new URI(address).getHost() != null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
