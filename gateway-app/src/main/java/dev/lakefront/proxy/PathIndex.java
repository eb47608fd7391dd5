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

    private static final class Node<T> {

        private final Map<String, Node<T>> text = new HashMap<>(4);
        private final Map<Affix, Node<T>> affixed = new LinkedHashMap<>(0);
        private @Nullable Node<T> parameter;
        private final Map<String, T> methods = new LinkedHashMap<>(2);
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
        return node.methods.putIfAbsent(method, target);
    }

    Lookup<T> find(String method, List<String> segments) {
        List<String> values = new ArrayList<>(2);
        Node<T> node = find(root, segments, 0, method, values);
        if (node != null) {
            T target = node.methods.get(method);
            if (target != null) {
                return new Lookup.Found<>(target, values);
            }
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
            return node.text.computeIfAbsent(segment, key -> new Node<>());
        }
        if (open == 0 && close == segment.length() - 1) {
            if (node.parameter == null) {
                node.parameter = new Node<>();
            }
            return node.parameter;
        }
        Affix affix = new Affix(segment.substring(0, open), segment.substring(close + 1));
        return node.affixed.computeIfAbsent(affix, key -> new Node<>());
    }

    private static <T> @Nullable Node<T> find(
            Node<T> node, List<String> segments, int depth, String method, List<String> values) {
        if (depth == segments.size()) {
            return node.methods.containsKey(method) ? node : null;
        }
        String segment = segments.get(depth);
        Node<T> next = node.text.get(segment);
        Node<T> found = next == null ? null : find(next, segments, depth + 1, method, values);
        if (found != null) {
            return found;
        }
        for (Map.Entry<Affix, Node<T>> candidate : node.affixed.entrySet()) {
            found = below(candidate.getValue(), candidate.getKey().value(segment), segments, depth, method, values);
            if (found != null) {
                return found;
            }
        }
        return node.parameter == null ? null : below(node.parameter, segment, segments, depth, method, values);
    }

    private static <T> @Nullable Node<T> below(
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
        Node<T> found = find(next, segments, depth + 1, method, values);
        if (found == null) {
            values.removeLast();
        }
        return found;
    }

    private static <T> void collectMethods(Node<T> node, List<String> segments, int depth, Set<String> methods) {
        if (depth == segments.size()) {
            methods.addAll(node.methods.keySet());
            return;
        }
        String segment = segments.get(depth);
        Node<T> next = node.text.get(segment);
        if (next != null) {
            collectMethods(next, segments, depth + 1, methods);
        }
        node.affixed.forEach((affix, child) -> {
            if (affix.value(segment) != null) {
                collectMethods(child, segments, depth + 1, methods);
            }
        });
        if (node.parameter != null) {
            collectMethods(node.parameter, segments, depth + 1, methods);
        }
    }
}
