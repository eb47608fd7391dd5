package dev.lakefront.demo;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a company would declare of the simulated workspace: shipped, so that the first minute shows a portal in use. */
final class DemoFiles {

    private DemoFiles() {}

    /** The texts of the files, by their names without an ending. */
    static Map<String, String> all() {
        return Stream.of(
                        "products/trial",
                        "products/production",
                        "policies/products/trial",
                        "policies/products/production",
                        "apis/iris",
                        "apis/assistant",
                        "apis/embed",
                        "apis/rag-chatbot")
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(), name -> Embedded.text("files/" + name + ".yaml")));
    }
}
