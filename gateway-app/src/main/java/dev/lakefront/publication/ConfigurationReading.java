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
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the files of one configuration and sees to it that each stands where its place has a meaning. */
final class ConfigurationReading {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /**
     * What may stand in a folder.
     *
     * @param prefix before the names of its documents
     * @param files the single files; what else stands beside one that is in a folder is read by nobody
     * @param folders the folders with one file an id
     */
    record Places(String prefix, Set<String> files, Set<String> folders) {

        static final Places CONFIGURATION = new Places(
                "",
                Set.of("gateway", "named-values", "portal/branding"),
                Set.of("workspaces", "apis", "products", "subscriptions"));

        static final Places POLICIES = new Places("policies/", Set.of("global"), Set.of("products", "apis"));

        /** Why nothing may stand at this place; empty when something may. */
        Optional<String> refusal(String stem) {
            if (files.contains(stem)) {
                return Optional.empty();
            }
            int slash = stem.indexOf('/');
            if (slash < 0 || files.stream().anyMatch(file -> file.startsWith(stem.substring(0, slash + 1)))) {
                return Optional.of("nothing reads '" + stem + "'" + Nearest.hint(stem, files));
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

    /** A file, and what it said already if it cannot have changed since. */
    private record Found(KnownFiles.Placed placed, KnownFiles.@Nullable Known known) {}

    private final KnownFiles known;
    private final Look look;
    private final Report report;
    private final List<Found> found = new ArrayList<>();

    ConfigurationReading(KnownFiles known, Look look, Report report) {
        this.known = known;
        this.look = look;
        this.report = report;
    }

    void folder(Path root, Places places) {
        FileTree.Listing listing = look.below(root);
        listing.unreadable().forEach((file, reason) -> at(shown(file), "LF1009", "cannot be read: " + reason));
        listing.files().forEach((file, stamp) -> {
            KnownFiles.Known before = known.unchanged(file, stamp, look.isTouched(file));
            if (before == null) {
                place(root, file, stamp, places);
            } else {
                found.add(new Found(before.placed(), before));
            }
        });
    }

    /** Reads what changed, several files at a time: thousands of new ones are no reason for a slow start. */
    ConfigurationFiles files(Path configDir) {
        // In an order of its own, so that the same files always make the same report.
        found.sort(Comparator.comparing((Found file) -> file.placed().name())
                .thenComparing(file -> file.placed().shown()));
        Map<KnownFiles.Placed, KnownFiles.Read> read = found.parallelStream()
                .filter(file -> file.known() == null)
                .collect(Collectors.toConcurrentMap(Found::placed, file -> read(file.placed())));
        Contents contents = new Contents(found.size());
        KnownFiles.Placed before = null;
        for (Found file : found) {
            KnownFiles.Placed placed = file.placed();
            if (before != null && before.name().equals(placed.name())) {
                at(placed.shown(), "LF1011", "declares the same as " + before.shown() + "; keep one of the two");
            } else if (file.known() != null) {
                report.read(placed.shown());
                contents.add(placed.name(), file.known().hash(), file.known());
            } else {
                KnownFiles.Read now = Objects.requireNonNull(read.get(placed), "what is not known was read");
                report.addAll(now.report());
                known.remember(placed.file(), now.known());
                contents.add(placed.name(), now.hash(), now.known());
            }
            before = placed;
        }
        known.retain(found.stream().map(file -> file.placed().file()).toList());
        return contents.files(configDir, look);
    }

    /** What all files together say. */
    private static final class Contents {

        private static final int LINE = 96;

        private final Map<String, Map<String, Document>> documents = new HashMap<>();
        private final Map<String, Set<String>> unreadable = new HashMap<>();
        private final StringBuilder state;

        Contents(int files) {
            this.state = new StringBuilder(files * LINE);
        }

        void add(String name, String hash, KnownFiles.@Nullable Known known) {
            state.append(name).append(' ').append(hash).append('\n');
            String folder = name.substring(0, Math.max(0, name.lastIndexOf('/')));
            String id = name.substring(name.lastIndexOf('/') + 1);
            if (known == null) {
                unreadable.computeIfAbsent(folder, absent -> new TreeSet<>()).add(id);
            } else {
                documents
                        .computeIfAbsent(folder, absent -> new LinkedHashMap<>())
                        .put(id, known.document());
            }
        }

        ConfigurationFiles files(Path configDir, Look look) {
            String fingerprint = DocumentStore.sha256(state.toString().getBytes(StandardCharsets.UTF_8));
            return new ConfigurationFiles(configDir, look, documents, unreadable, fingerprint);
        }
    }

    private void place(Path root, Path file, FileStamp stamp, Places places) {
        String path = root.relativize(file).toString().replace('\\', '/');
        if (!isConfiguration(path)) {
            return;
        }
        String stem = path.substring(0, path.lastIndexOf('.'));
        String shown = shown(file);
        places.refusal(stem)
                .ifPresentOrElse(
                        refusal -> at(shown, "LF1010", refusal),
                        () -> found.add(
                                new Found(new KnownFiles.Placed(file, stamp, places.prefix() + stem, shown), null)));
    }

    private KnownFiles.Read read(KnownFiles.Placed file) {
        try {
            return known.read(file);
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
