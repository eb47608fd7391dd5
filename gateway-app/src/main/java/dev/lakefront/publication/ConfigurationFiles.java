package dev.lakefront.publication;

import dev.lakefront.document.Document;
import dev.lakefront.document.Report;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The files of one configuration, read but not yet understood: the kind is the folder, the id is the file name.
 *
 * @param configDir where {@code gateway.yaml} and the folders of the kinds are
 * @param look what was seen of the files before they were read
 * @param documents by folder and id: {@code apis} and {@code churn}; the folders of policies begin with
 *     {@code policies}, single files are in the folder without a name
 * @param unreadable the ids of files that could not be understood, by folder
 * @param fingerprint another one for other contents
 */
record ConfigurationFiles(
        Path configDir,
        Look look,
        Map<String, Map<String, Document>> documents,
        Map<String, Set<String>> unreadable,
        String fingerprint) {

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

    /** The documents of one folder, by id, in the order of their ids. */
    Map<String, Document> of(String folder) {
        return Collections.unmodifiableMap(documents.getOrDefault(folder, Map.of()));
    }

    /** The ids of one folder, with those of files that could not be read: their own errors are enough. */
    Set<String> ids(String folder) {
        Set<String> understood = of(folder).keySet();
        Set<String> others = unreadable.getOrDefault(folder, Set.of());
        if (others.isEmpty()) {
            return understood;
        }
        Set<String> all = new TreeSet<>(understood);
        all.addAll(others);
        return all;
    }

    /** Whether nothing says which workspaces there are, so that the APIs come from the one that is given. */
    boolean declareNoWorkspace() {
        return ids("workspaces").isEmpty();
    }

    /** Whether no file says who may call what: neither a workspace, nor an API, a product or a subscription. */
    boolean declareNothing() {
        return Stream.of("workspaces", "apis", "products", "subscriptions")
                .allMatch(folder -> ids(folder).isEmpty());
    }

    /** With these beside them, by their names such as {@code apis/churn}; a file of the same name stays. */
    ConfigurationFiles with(Map<String, Document> others) {
        Map<String, Map<String, Document>> all = new HashMap<>();
        documents.forEach((folder, files) -> all.put(folder, new LinkedHashMap<>(files)));
        new TreeMap<>(others).forEach((name, document) -> {
            int slash = name.lastIndexOf('/');
            all.computeIfAbsent(name.substring(0, Math.max(0, slash)), absent -> new LinkedHashMap<>())
                    .putIfAbsent(name.substring(slash + 1), document);
        });
        return new ConfigurationFiles(configDir, look, all, unreadable, fingerprint);
    }

    /** A single file, by its folder and name: {@code gateway}, {@code policies/global}. */
    Optional<Document> file(String place) {
        int slash = place.lastIndexOf('/');
        String folder = place.substring(0, Math.max(0, slash));
        return Optional.ofNullable(of(folder).get(place.substring(slash + 1)));
    }
}
