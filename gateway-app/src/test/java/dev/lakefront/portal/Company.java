package dev.lakefront.portal;

import dev.lakefront.Gateway;
import java.nio.file.Path;

/** What a company declares in front of the simulated workspace, when it is small and when it has grown. */
final class Company {

    private Company() {}

    /** A product whose key anybody gets and one without a key, an API in one and one in both. */
    static void small(Path folder) {
        Gateway.write(folder, "config/products/internal.yaml", """
            title: Internal
            summary: For our own teams.
            """);
        Gateway.write(folder, "config/products/playground.yaml", """
            title: Playground
            summary: To look around.
            subscription: { required: false }
            """);
        iris(folder, "internal");
        Gateway.write(folder, "config/apis/embed.yaml", """
            title: Embeddings
            workspace: demo
            endpoint: embed
            products: [internal, playground]
            tags: [text]
            """);
        Gateway.write(folder, "policies/products/internal.yaml", """
            inbound:
              - rate-limit: { name: burst, calls: 20, per: 1s, burst: 40 }
              - quota: { name: daily, calls: 10000, per: day }
            """);
    }

    private static void iris(Path folder, String products) {
        Gateway.write(folder, "config/apis/iris.yaml", """
            title: Iris flowers
            summary: Says which kind of iris a flower is, by its measures.
            workspace: demo
            endpoint: iris
            products: [%s]
            tags: [classification, demo]
            owner: { team: Botany, contact: botany@example.com }
            """.formatted(products));
    }

    /** With a product that somebody approves, one for prototypes, and an API more. */
    static void write(Path folder) {
        small(folder);
        Gateway.write(folder, "config/products/internal.yaml", """
            title: Internal
            summary: For our own teams. Every model, with room for production traffic.
            subscription: { approval: manual, key-lifetime: 180d }
            terms: |-
              Use the answers for what you said.
              No personal data without talking to us.
            """);
        Gateway.write(folder, "config/products/starter.yaml", """
            title: Starter
            summary: For prototypes. You get a key at once.
            """);
        iris(folder, "internal, starter");
        Gateway.write(folder, "config/apis/assistant.yaml", """
            title: Assistant
            summary: Answers questions about the lake, in words.
            workspace: demo
            endpoint: assistant
            products: [internal, starter]
            tags: [text]
            owner: { team: Language, contact: language@example.com }
            """);
        Gateway.write(folder, "policies/products/starter.yaml", """
            inbound:
              - quota: { name: daily, calls: 500, per: day }
            """);
    }

    /** An API that callers should leave, and one that has ended. */
    static void end(Path folder) {
        Gateway.write(folder, "config/apis/petals.yaml", """
            title: Petals
            summary: The first edition of Iris flowers.
            workspace: demo
            endpoint: iris
            products: [internal, starter]
            tags: [classification]
            owner: { team: Botany, contact: botany@example.com }
            lifecycle:
              deprecated: 2026-01-15
              sunset: 2099-09-30
              successor: iris
              link: https://example.com/petals
            sla: 99.5 % in office hours; ask Botany.
            """);
        Gateway.write(folder, "config/apis/sepals.yaml", """
            title: Sepals
            workspace: demo
            endpoint: iris
            products: [internal]
            lifecycle: { deprecated: 2020-01-15, sunset: 2020-06-30, successor: iris }
            """);
    }

    /** More than fit a page of the catalog, and names and words as long as they may be. */
    static void grow(Path folder) {
        for (int number = 1; number <= 60; number++) {
            Gateway.write(folder, "config/apis/scores-" + number + ".yaml", """
                title: Customer scores of region %d
                summary: How likely a customer of region %1$d is to leave.
                workspace: demo
                endpoint: iris
                products: [internal]
                tags: [scores, region-%1$d]
                """.formatted(number));
        }
        Gateway.write(folder, "config/apis/long.yaml", """
            title: Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft, second edition
            summary: %s
            workspace: demo
            endpoint: iris
            path: /a-path-of-many-words-that-goes-on-and-on/until-nobody-reads-it/any-more
            products: [internal, starter, playground]
            tags: [a-tag-that-is-rather-long-for-a-tag, another-tag-of-that-length, b, c, d, e, f, g, h]
            owner: { team: The team with the longest name of all, contact: the-team-with-the-longest-name-of-all@example.com }
            """.formatted(
                        "One of many words that are all said before anything is told. "
                                .repeat(6)
                                .strip()));
    }
}
