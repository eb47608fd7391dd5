package dev.lakefront.secret;

import dev.lakefront.document.Nearest;
import dev.lakefront.secret.SecretSource.Fixed;
import dev.lakefront.secret.SecretSource.Piece;
import dev.lakefront.secret.SecretSource.Stored;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Follows the references of one text to the places where the values are; says at its place what can't be found. */
final class Resolution {

    private final Definitions definitions;
    private final SecretRefresh refresh;
    private final boolean offline;
    private final Place place;

    /** The named values that are being looked up, outermost first. */
    private final Deque<String> trail = new ArrayDeque<>();

    Resolution(Definitions definitions, SecretRefresh refresh, boolean offline, Place place) {
        this.definitions = definitions;
        this.refresh = refresh;
        this.offline = offline;
        this.place = place;
    }

    /** Empty when a part can't be had; all parts are tried, so that everything that is wrong is said. */
    Optional<List<Piece>> pieces(Template template) {
        List<Piece> pieces = new ArrayList<>();
        boolean complete = true;
        for (Template.Part part : template.parts()) {
            Optional<List<Piece>> found = switch (part) {
                case Template.Literal literal -> Optional.of(List.of(new Fixed(Secret.of(literal.text()))));
                case Template.Reference reference -> follow(reference);
            };
            found.ifPresent(pieces::addAll);
            complete &= found.isPresent();
        }
        if (complete && pieces.isEmpty()) {
            pieces.add(new Fixed(Secret.of("")));
        }
        return complete ? Optional.of(pieces) : Optional.empty();
    }

    private Optional<List<Piece>> follow(Template.Reference reference) {
        SecretStore store = definitions.stores().byProvider().get(reference.provider());
        return switch (reference.provider()) {
            case "value" -> value(reference.path());
            case "secret" ->
                store == null || definitions.secrets().containsKey(reference.path())
                        ? secret(reference.path())
                        : stored(store, reference);
            default -> store == null ? unknownProvider(reference) : stored(store, reference);
        };
    }

    Optional<List<Piece>> value(String name) {
        String text = definitions.values().get(name);
        if (text == null) {
            return unknown("value", name, definitions.values().keySet());
        }
        return named(
                "value:" + name,
                () -> parsed(text).flatMap(template -> {
                    boolean secret = template.parts().stream()
                            .anyMatch(part -> part instanceof Template.Reference reference
                                    && reference.provider().equals("secret"));
                    if (secret) {
                        place.error(
                                "LF1505",
                                "value '" + name + "' refers to a secret; values are shown, so declare it under"
                                        + " 'secrets' instead");
                        return Optional.empty();
                    }
                    return pieces(template);
                }));
    }

    Optional<List<Piece>> secret(String name) {
        String text = definitions.secrets().get(name);
        if (text == null) {
            return unknown("secret", name, definitions.secrets().keySet());
        }
        return named("secret:" + name, () -> parsed(text).flatMap(this::pieces));
    }

    private Optional<Template> parsed(String text) {
        try {
            return Optional.of(Template.parse(text));
        } catch (IllegalArgumentException malformed) {
            place.error("LF1501", String.valueOf(malformed.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<List<Piece>> named(String name, Supplier<Optional<List<Piece>>> definition) {
        if (trail.contains(name)) {
            String circle = trail.stream().dropWhile(step -> !step.equals(name)).collect(Collectors.joining(" -> "));
            place.error("LF1504", "references go in a circle: " + circle + " -> " + name);
            return Optional.empty();
        }
        trail.addLast(name);
        try {
            return definition.get();
        } finally {
            trail.removeLast();
        }
    }

    private Optional<List<Piece>> stored(SecretStore store, Template.Reference reference) {
        try {
            Optional<StoredSecret> found = refresh.find(store, reference.path());
            if (found.isPresent() && !found.get().current().isEmpty()) {
                return Optional.of(List.of(new Stored(found.get())));
            }
            String near = Nearest.to(reference.path(), store.names())
                    .map(name -> "; did you mean '" + name + "'?")
                    .orElse("");
            missing(reference + (found.isPresent() ? " is empty" : " is not there" + near));
        } catch (SecretUnreadable unreadable) {
            missing(reference + " cannot be had: " + unreadable.getMessage());
        }
        return Optional.empty();
    }

    private void missing(String message) {
        if (offline) {
            place.warning("LF1503", message + "; it must be where the gateway runs");
        } else {
            place.error("LF1503", message);
        }
    }

    private Optional<List<Piece>> unknown(String kind, String name, Collection<String> known) {
        if (definitions.broken()) {
            // What is wrong with the file has been said; whether it declares this name, nobody knows.
            return Optional.empty();
        }
        String hint = known.isEmpty() ? "; none is declared" : Nearest.hint(name, known);
        place.error("LF1502", "no " + kind + " '" + name + "' is declared in config/named-values.yaml" + hint);
        return Optional.empty();
    }

    private Optional<List<Piece>> unknownProvider(Template.Reference reference) {
        Collection<String> known =
                new TreeSet<>(definitions.stores().byProvider().keySet());
        known.addAll(SecretStores.NAMED);
        place.error(
                "LF1502",
                "no provider '" + reference.provider() + "' for " + reference
                        + Nearest.to(reference.provider(), known)
                                .map(near -> "; did you mean '" + near + "'?")
                                .orElse("")
                        + "; known: " + String.join(", ", known));
        return Optional.empty();
    }
}
