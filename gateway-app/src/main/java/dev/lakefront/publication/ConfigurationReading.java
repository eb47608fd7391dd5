package dev.lakefront.publication;

import dev.lakefront.document.Document;
import dev.lakefront.document.Finding;
import dev.lakefront.document.Nearest;
import dev.lakefront.document.Position;
import dev.lakefront.document.Report;
import dev.lakefront.document.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads the files of one configuration and sees to it that each stands where its place has a meaning. */
final class ConfigurationReading {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /**
     * What may stand in a folder.
     *
     * @param prefix before the names of its documents
     * @param files the single files
     * @param folders the folders with one file an id
     */
    record Places(String prefix, Set<String> files, Set<String> folders) {

        static final Places CONFIGURATION = new Places(
                "", Set.of("gateway", "named-values"), Set.of("workspaces", "apis", "products", "subscriptions"));

        static final Places POLICIES = new Places("policies/", Set.of("global"), Set.of("products", "apis"));

        /** Why nothing may stand at this place; empty when something may. */
        Optional<String> refusal(String stem) {
            int slash = stem.indexOf('/');
            if (slash < 0) {
                return files.contains(stem)
                        ? Optional.empty()
                        : Optional.of("nothing reads '" + stem + "'" + Nearest.hint(stem, files));
            }
            String folder = stem.substring(0, slash);
            String id = stem.substring(slash + 1);
            if (!folders.contains(folder)) {
                return Optional.of("nothing reads the folder '" + folder + "/'" + Nearest.hint(folder, folders));
            }
            if (id.contains("/")) {
                return Optional.of("files stand directly in '" + folder + "/', not in folders of it; only an OpenAPI"
                        + " document may, named <name>.openapi.yaml or .json");
            }
            return ID.matcher(id).matches()
                    ? Optional.empty()
                    : Optional.of("'" + id + "' cannot be an id; rename the file: lower-case letters, digits and '-',"
                            + " at most 63");
        }
    }

    /** A file whose place has a meaning. */
    private record Placed(Path file, FileStamp stamp, String shown, String name) {}

    private final KnownFiles known;
    private final Look look;
    private final Report report;
    private final List<Placed> placed = new ArrayList<>();
    private final Map<String, String> names = new TreeMap<>();

    ConfigurationReading(KnownFiles known, Look look, Report report) {
        this.known = known;
        this.look = look;
        this.report = report;
    }

    void folder(Path root, Places places) {
        FileTree.Listing listing = look.below(root);
        listing.unreadable().forEach((file, reason) -> at(shown(file), "LF1009", "cannot be read: " + reason));
        listing.files().forEach((file, stamp) -> {
            String path = root.relativize(file).toString().replace('\\', '/');
            if (isConfiguration(path)) {
                place(file, stamp, path, places);
            }
        });
    }

    /** Reads what was placed, several files at a time: thousands of new ones are no reason for a slow start. */
    ConfigurationFiles files(Path configDir) {
        List<KnownFiles.Read> read = placed.parallelStream().map(this::read).toList();
        Map<String, Document> documents = new TreeMap<>();
        Map<Path, KnownFiles.Known> remembered = HashMap.newHashMap(read.size());
        StringBuilder contents = new StringBuilder();
        for (int i = 0; i < placed.size(); i++) {
            Placed file = placed.get(i);
            KnownFiles.Read found = read.get(i);
            contents.append(file.name()).append(' ').append(found.hash()).append('\n');
            report.addAll(found.report());
            KnownFiles.Known understood = found.known();
            if (understood != null) {
                documents.put(file.name(), understood.document());
                remembered.put(file.file(), understood);
            }
        }
        known.remember(remembered);
        String fingerprint = DocumentStore.sha256(contents.toString().getBytes(StandardCharsets.UTF_8));
        return new ConfigurationFiles(configDir, look, documents, names.keySet(), fingerprint);
    }

    private void place(Path file, FileStamp stamp, String path, Places places) {
        String stem = path.substring(0, path.lastIndexOf('.'));
        String shown = shown(file);
        Optional<String> refusal = places.refusal(stem);
        if (refusal.isPresent()) {
            at(shown, "LF1010", refusal.get());
            return;
        }
        String name = places.prefix() + stem;
        String twin = names.putIfAbsent(name, shown);
        if (twin != null) {
            at(shown, "LF1011", "declares the same as " + twin + "; keep one of the two");
            return;
        }
        placed.add(new Placed(file, stamp, shown, name));
    }

    private KnownFiles.Read read(Placed file) {
        try {
            return known.read(file.file(), file.shown(), file.stamp(), look.isTouched(file.file()));
        } catch (IOException unreadable) {
            Report cause = new Report();
            cause.add(finding(
                    file.shown(),
                    "LF1009",
                    "cannot be read: " + unreadable.getClass().getSimpleName()));
            return new KnownFiles.Read("unreadable", null, cause);
        }
    }

    private void at(String shown, String code, String message) {
        report.add(finding(shown, code, message));
    }

    private static Finding finding(String shown, String code, String message) {
        return new Finding(Severity.ERROR, code, message, new Position(shown, 1, 1), null, 1);
    }

    private static boolean isConfiguration(String path) {
        String name = path.toLowerCase(Locale.ROOT);
        boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml");
        // An API's own OpenAPI document lies beside it and is no configuration file.
        return yaml && !name.endsWith(".openapi.yaml") && !name.endsWith(".openapi.yml");
    }

    private static String shown(Path file) {
        return file.toString().replace('\\', '/');
    }
}
