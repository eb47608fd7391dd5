package dev.lakefront.bench.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/** Writes the gateway's real configuration for so many APIs: a document, a file and a path for each of them. */
public final class LakefrontFiles {

    private LakefrontFiles() {}

    /** The API's id and first segment of its path. */
    public static String id(int number) {
        return "api-%05d".formatted(number);
    }

    public static List<String> paths(int apis) {
        return IntStream.rangeClosed(1, apis)
                .mapToObj(number -> "/" + id(number) + "/invocations")
                .toList();
    }

    /** Writes what is missing or different below the folder. */
    public static void write(Path folder, int apis, int backendPort, String key) throws IOException {
        file(folder, "config/gateway.yaml", "request: { max-size: 16MB }\n");
        file(folder, "config/workspaces/models.yaml", """
            type: http
            host: http://127.0.0.1:%d
            auth: { type: token, token: "${file:%s}" }
            sync: { every: 24h }
            """.formatted(backendPort, folder.resolve("workspace-token")));
        file(folder, "workspace-token", "bench-workspace-token-of-nobody\n");
        file(folder, "config/products/internal.yaml", "title: Internal\n");
        file(folder, "config/subscriptions/bench.yaml", """
            title: The benchmark
            product: internal
            keys:
              - { name: primary, hash: "sha256:%s" }
            """.formatted(sha256(key)));
        // High above any load, so that every call spends from both and none is refused.
        file(folder, "policies/global.yaml", """
            inbound:
              - rate-limit: { name: burst, calls: 500000, per: 1s, key: subscription }
              - rate-limit: { name: steady, calls: 30000000, per: 1m, key: subscription }
            """);
        for (int number = 1; number <= apis; number++) {
            api(folder, number, "A model of the benchmark");
        }
    }

    /** Writes one API's file; another title changes what is published. */
    public static void api(Path folder, int number, String title) throws IOException {
        String id = id(number);
        file(folder, "config/apis/" + id + ".openapi.json", document(number));
        file(folder, "config/apis/" + id + ".yaml", """
            title: %s
            workspace: models
            endpoint: %s
            task: tabular
            products: [internal]
            openapi: { source: { file: %s.openapi.json } }
            """.formatted(title, id, id));
    }

    private static String document(int number) {
        StringBuilder columns = new StringBuilder();
        for (int column = 1; column <= 12; column++) {
            columns.append(column == 1 ? "" : ",")
                    .append("\"column_%d\":{\"type\":\"number\",\"description\":\"Column %d of model %d.\"}"
                            .formatted(column, column, number));
        }
        return """
            {"openapi":"3.1.0","info":{"title":"Model %d","version":"1"},"paths":{"/invocations":{"post":{
            "operationId":"score","summary":"Scores rows","requestBody":{"required":true,"content":{"application/json":{
            "schema":{"type":"object","properties":{"dataframe_records":{"type":"array","items":{"type":"object",
            "properties":{%s}}}}}}}},"responses":{"200":{"description":"The scores","content":{"application/json":{
            "schema":{"type":"object","properties":{"predictions":{"type":"array","items":{"type":"number"}}}}}}}}}}}}
            """.formatted(number, columns);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void file(Path folder, String path, String content) throws IOException {
        Path file = folder.resolve(path);
        if (Files.exists(file) && Files.readString(file).equals(content)) {
            return;
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
