package dev.lakefront.publication;

import dev.lakefront.document.Document;
import dev.lakefront.document.DocumentReader;
import dev.lakefront.document.Nearest;
import dev.lakefront.document.Report;
import dev.lakefront.document.Finding;
import dev.lakefront.document.Position;
import dev.lakefront.document.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of one configuration, read but not yet understood: the kind is the folder, the id is the file name.
 *
 * @param configDir where {@code gateway.yaml} and the folders of the kinds are
 * @param policiesDir where the policy documents are
 * @param documents by their path below those folders, for example {@code apis/churn.yaml}; policy documents begin with
 *     {@code policies/}
 */
record ConfigurationFiles(Path configDir, Path policiesDir, Map<String, Document> documents) {

    private static final Set<String> FOLDERS = Set.of("workspaces", "apis", "products", "subscriptions");
    private static final Set<String> FILES = Set.of("gateway", "named-values");
    private static final Set<String> POLICY_FOLDERS = Set.of("products", "apis");
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** Reads every YAML file of both folders; what stands at a place that has no meaning is reported. */
    static ConfigurationFiles read(Path configDir, Path policiesDir, DocumentReader reader, Report report) {
        Map<String, Document> documents = new TreeMap<>();
        for (Path file : yamlFiles(configDir, report)) {
            String path = relative(configDir, file);
            if (isPlaced(path, FILES, FOLDERS, configDir, report)) {
                read(path, configDir, file, reader, report).ifPresent(document -> documents.put(stem(path), document));
            }
        }
        for (Path file : yamlFiles(policiesDir, report)) {
            String path = relative(policiesDir, file);
            if (isPlaced(path, Set.of("global"), POLICY_FOLDERS, policiesDir, report)) {
                read(path, policiesDir, file, reader, report)
                        .ifPresent(document -> documents.put("policies/" + stem(path), document));
            }
        }
        return new ConfigurationFiles(configDir, policiesDir, documents);
    }

    /** The documents of one folder, by id. */
    Map<String, Document> of(String folder) {
        Map<String, Document> found = new TreeMap<>();
        documents.forEach((path, document) -> {
            if (path.startsWith(folder + "/") && path.indexOf('/', folder.length() + 1) < 0) {
                found.put(path.substring(folder.length() + 1), document);
            }
        });
        return found;
    }

    Optional<Document> file(String name) {
        return Optional.ofNullable(documents.get(name));
    }

    private static Optional<Document> read(
            String path, Path root, Path file, DocumentReader reader, Report report) {
        String shown = shown(root, path);
        try {
            // One byte above the bound is enough for the reader to refuse it.
            byte[] bytes;
            try (var stream = Files.newInputStream(file)) {
                bytes = stream.readNBytes(DocumentReader.MAX_BYTES + 1);
            }
            return reader.read(shown, bytes, report);
        } catch (IOException unreadable) {
            report.error("LF1009", shown + " cannot be read: " + unreadable.getMessage());
            return Optional.empty();
        }
    }

    private static boolean isPlaced(
            String path, Set<String> files, Set<String> folders, Path root, Report report) {
        String stem = stem(path);
        int slash = stem.indexOf('/');
        if (slash < 0) {
            return files.contains(stem) || misplaced(root, path, "no such file kind" + Nearest.hint(stem, files), report);
        }
        String folder = stem.substring(0, slash);
        String id = stem.substring(slash + 1);
        if (!folders.contains(folder)) {
            return misplaced(root, path, "no such folder '" + folder + "'" + Nearest.hint(folder, folders), report);
        }
        if (!ID.matcher(id).matches()) {
            String form = "the file name is the id: lower-case letters, digits and '-', at most 63";
            return misplaced(root, path, form, report);
        }
        return true;
    }

    private static boolean misplaced(Path root, String path, String message, Report report) {
        Position start = new Position(shown(root, path), 1, 1);
        report.add(new Finding(Severity.ERROR, "LF1010", message, start, null, 1));
        return false;
    }

    private static List<Path> yamlFiles(Path root, Report report) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        // Links are followed: Kubernetes mounts a ConfigMap as links into a hidden folder that it swaps.
        try (Stream<Path> walk = Files.walk(root, 3, java.nio.file.FileVisitOption.FOLLOW_LINKS)) {
            return walk.filter(file -> isYaml(file) && !isHidden(root, file) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (IOException | java.io.UncheckedIOException unreadable) {
            report.error("LF1009", root + " cannot be read: " + unreadable.getMessage());
            return List.of();
        }
    }

    private static boolean isYaml(Path file) {
        String name = file.getFileName().toString();
        boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml");
        // An API's own OpenAPI document lies beside it and is no configuration file.
        return yaml && !name.endsWith(".openapi.yaml") && !name.endsWith(".openapi.yml");
    }

    private static boolean isHidden(Path root, Path file) {
        for (Path part : root.relativize(file)) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private static String relative(Path root, Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private static String shown(Path root, String path) {
        return root.getFileName() + "/" + path;
    }

    private static String stem(String path) {
        return path.substring(0, path.lastIndexOf('.'));
    }
}
