package dev.lakefront.proxy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is published at a method and path by walking the path's segments: the cost grows with the length of the
 * path, not with the number of APIs.
 *
 * <p>Text wins over a parameter, a parameter with text around it ({@code {model}:predict}) over a plain one. Built once,
 * then read by many threads.
 *
 * @param <T> what is found
 */
final class PathIndex<T> {

    /** The outcome of one look-up. */
    sealed interface Lookup<T> {

        /** @param values of the path's parameters, in the order of the template */
        record Found<T>(T target, List<String> values) implements Lookup<T> {}

        /** The path is known, the method is not. */
        record WrongMethod<T>(Set<String> allowed) implements Lookup<T> {}

        /** Nothing is published there. */
        record Nothing<T>() implements Lookup<T> {}
    }

    /** Most have one child or one method, and there are tens of thousands: what is empty is absent. */
    private static final class Node<T> {

        private @Nullable Map<String, Node<T>> text;
        private @Nullable Map<Affix, Node<T>> affixed;
        private @Nullable Node<T> parameter;
        private @Nullable Map<String, Lookup.Found<T>> methods;

        @Nullable
        Node<T> text(String segment) {
            return text == null ? null : text.get(segment);
        }

        /** What stands here, as it is answered to a path without parameters. */
        Lookup.@Nullable Found<T> found(String method) {
            return methods == null ? null : methods.get(method);
        }

        Map<String, Node<T>> texts() {
            if (text == null) {
                text = new HashMap<>(2);
            }
            return text;
        }

        Map<Affix, Node<T>> affixes() {
            if (affixed == null) {
                affixed = new LinkedHashMap<>(2);
            }
            return affixed;
        }

        Map<String, Lookup.Found<T>> methods() {
            if (methods == null) {
                methods = new LinkedHashMap<>(2);
            }
            return methods;
        }
    }

    /** A segment with text before or after its parameter. */
    private record Affix(String prefix, String suffix) {

        @Nullable
        String value(String segment) {
            return segment.length() > prefix.length() + suffix.length()
                            && segment.startsWith(prefix)
                            && segment.endsWith(suffix)
                    ? segment.substring(prefix.length(), segment.length() - suffix.length())
                    : null;
        }
    }

    private final Node<T> root = new Node<>();

    /** Adds one template; answers what stood there before, which stays. */
    @Nullable
    T add(String method, String template, T target) {
        Node<T> node = root;
        for (String segment : segments(template)) {
            node = child(node, segment);
        }
        Lookup.Found<T> before = node.methods().putIfAbsent(method, new Lookup.Found<>(target, List.of()));
        return before == null ? null : before.target();
    }

    /**
     * Puts all that another index holds below a path, without copying it: neither may be added to below there from now
     * on.
     *
     * @param path without parameters; not the root
     * @throws IllegalStateException when something stands at the path or below it
     */
    void mount(String path, PathIndex<T> below) {
        List<String> segments = segments(path);
        Node<T> node = root;
        for (String segment : segments.subList(0, segments.size() - 1)) {
            node = node.texts().computeIfAbsent(segment, absent -> new Node<>());
        }
        if (node.texts().putIfAbsent(segments.getLast(), below.root) != null) {
            throw new IllegalStateException("something is published at '" + path + "' already");
        }
    }

    Lookup<T> find(String method, List<String> segments) {
        Lookup.Found<T> plain = byText(method, segments);
        return plain == null ? search(method, segments) : plain;
    }

    /** What stands at a path whose every segment is text: text wins wherever it leads to the method. */
    private Lookup.@Nullable Found<T> byText(String method, List<String> segments) {
        Node<T> node = root;
        for (int depth = 0; depth < segments.size(); depth++) {
            node = node.text(segments.get(depth));
            if (node == null) {
                return null;
            }
        }
        return node.found(method);
    }

    private Lookup<T> search(String method, List<String> segments) {
        List<String> values = new ArrayList<>(2);
        Lookup.Found<T> found = find(root, segments, 0, method, values);
        if (found != null) {
            return new Lookup.Found<>(found.target(), values);
        }
        Set<String> allowed = new TreeSet<>();
        collectMethods(root, segments, 0, allowed);
        return allowed.isEmpty() ? new Lookup.Nothing<>() : new Lookup.WrongMethod<>(allowed);
    }

    private static List<String> segments(String template) {
        return template.equals("/") ? List.of() : List.of(template.substring(1).split("/", -1));
    }

    private static <T> Node<T> child(Node<T> node, String segment) {
        int open = segment.indexOf('{');
        int close = segment.indexOf('}');
        if (open < 0 || close < open) {
            return node.texts().computeIfAbsent(segment, key -> new Node<>());
        }
        if (open == 0 && close == segment.length() - 1) {
            if (node.parameter == null) {
                node.parameter = new Node<>();
            }
            return node.parameter;
        }
        Affix affix = new Affix(segment.substring(0, open), segment.substring(close + 1));
        return node.affixes().computeIfAbsent(affix, key -> new Node<>());
    }

    private static <T> Lookup.@Nullable Found<T> find(
            Node<T> node, List<String> segments, int depth, String method, List<String> values) {
        if (depth == segments.size()) {
            return node.found(method);
        }
        String segment = segments.get(depth);
        Node<T> next = node.text(segment);
        Lookup.Found<T> found = next == null ? null : find(next, segments, depth + 1, method, values);
        if (found == null && node.affixed != null) {
            for (Map.Entry<Affix, Node<T>> candidate : node.affixed.entrySet()) {
                found = below(candidate.getValue(), candidate.getKey().value(segment), segments, depth, method, values);
                if (found != null) {
                    return found;
                }
            }
        }
        return found == null && node.parameter != null
                ? below(node.parameter, segment, segments, depth, method, values)
                : found;
    }

    private static <T> Lookup.@Nullable Found<T> below(
            Node<T> next,
            @Nullable String value,
            List<String> segments,
            int depth,
            String method,
            List<String> values) {
        if (value == null) {
            return null;
        }
        values.add(value);
        Lookup.Found<T> found = find(next, segments, depth + 1, method, values);
        if (found == null) {
            values.removeLast();
        }
        return found;
    }

    private static <T> void collectMethods(Node<T> node, List<String> segments, int depth, Set<String> methods) {
        if (depth == segments.size()) {
            if (node.methods != null) {
                methods.addAll(node.methods.keySet());
            }
            return;
        }
        String segment = segments.get(depth);
        Node<T> next = node.text(segment);
        if (next != null) {
            collectMethods(next, segments, depth + 1, methods);
        }
        if (node.affixed != null) {
            node.affixed.forEach((affix, child) -> {
                if (affix.value(segment) != null) {
                    collectMethods(child, segments, depth + 1, methods);
                }
            });
        }
        if (node.parameter != null) {
            collectMethods(node.parameter, segments, depth + 1, methods);
        }
    }
}
