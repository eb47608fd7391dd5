package dev.lakefront.publication;

import dev.lakefront.document.Document;
import dev.lakefront.document.Report;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The files of one configuration, read but not yet understood: the kind is the folder, the id is the file name.
 *
 * @param configDir where {@code gateway.yaml} and the folders of the kinds are
 * @param look what was seen of the files before they were read
 * @param documents by their path without ending, for example {@code apis/churn}; those of policies begin with
 *     {@code policies/}
 * @param names the same paths, with those of files that could not be read
 * @param fingerprint another one for other contents
 */
record ConfigurationFiles(
        Path configDir, Look look, Map<String, Document> documents, Set<String> names, String fingerprint) {

    /**
     * Reads every YAML file of both folders that is not known; what stands at a place that has no meaning is reported.
     */
    static ConfigurationFiles read(Path configDir, Path policiesDir, KnownFiles known, Look look, Report report) {
        ConfigurationReading reading = new ConfigurationReading(known, look, report);
        reading.folder(configDir, ConfigurationReading.Places.CONFIGURATION);
        reading.folder(policiesDir, ConfigurationReading.Places.POLICIES);
        return reading.files(configDir);
    }

    /** Reads all of them, once. */
    static ConfigurationFiles read(Path configDir, Path policiesDir, Report report) {
        KnownFiles none = new KnownFiles(InstantSource.system());
        return read(configDir, policiesDir, none, Look.at(List.of(configDir, policiesDir)), report);
    }

    /** The documents of one folder, by id. */
    Map<String, Document> of(String folder) {
        Map<String, Document> found = new TreeMap<>();
        documents.forEach((path, document) -> {
            if (isIn(folder, path)) {
                found.put(path.substring(folder.length() + 1), document);
            }
        });
        return found;
    }

    /** The documents of all policies, by path. */
    Map<String, Document> policies() {
        Map<String, Document> found = new TreeMap<>();
        documents.forEach((path, document) -> {
            if (path.startsWith("policies/")) {
                found.put(path, document);
            }
        });
        return found;
    }

    /** The ids of one folder, with those of files that could not be read: their own errors are enough. */
    Set<String> ids(String folder) {
        Set<String> found = new TreeSet<>();
        names.forEach(path -> {
            if (isIn(folder, path)) {
                found.add(path.substring(folder.length() + 1));
            }
        });
        return found;
    }

    /** Whether nothing says which workspaces there are, so that the APIs come from the one that is given. */
    boolean declareNoWorkspace() {
        return ids("workspaces").isEmpty();
    }

    Optional<Document> file(String name) {
        return Optional.ofNullable(documents.get(name));
    }

    private static boolean isIn(String folder, String path) {
        return path.startsWith(folder + "/") && path.indexOf('/', folder.length() + 1) < 0;
    }
}
