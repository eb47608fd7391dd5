package dev.lakefront.catalog.openapi;

import dev.lakefront.catalog.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The property that tells MLflow's request formats apart: each body has exactly one of them. */
final class Wrappers {

    static final List<String> WORDS = List.of(
            Format.DATAFRAME_SPLIT.word(),
            Format.DATAFRAME_RECORDS.word(),
            Format.INSTANCES.word(),
            Format.INPUTS.word());

    private static final int MAX_BRANCHES = 256;

    /** One alternative of a request schema and where it stands. */
    record Branch(Place place, ObjectNode schema) {

        Optional<String> wrapper() {
            List<String> found =
                    WORDS.stream().filter(schema.path("properties")::has).toList();
            return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
        }

        /** What the wrapper holds; an empty object where it is no schema object. */
        ObjectNode content(String word) {
            return Nodes.object(schema.path("properties"), word).orElseGet(Nodes::object);
        }
    }

    private Wrappers() {}

    /** The alternatives of {@code oneOf} or {@code anyOf}, or the schema itself when there are none. */
    static List<Branch> branches(Place place, ObjectNode schema) {
        for (String keyword : List.of("oneOf", "anyOf")) {
            JsonNode alternatives = schema.path(keyword);
            if (alternatives.isArray()) {
                List<Branch> branches = new ArrayList<>();
                for (int i = 0; i < Math.min(alternatives.size(), MAX_BRANCHES); i++) {
                    if (alternatives.get(i) instanceof ObjectNode branch) {
                        branches.add(new Branch(place.then(keyword).then(i), branch));
                    }
                }
                return branches;
            }
        }
        return List.of(new Branch(place, schema));
    }

    static Optional<Branch> find(List<Branch> branches, Format format) {
        return branches.stream()
                .filter(branch ->
                        branch.schema().path("properties").path(format.word()).isObject())
                .findFirst();
    }
}
