package dev.lakefront.portal.catalog;

import dev.lakefront.catalog.Product;
import dev.lakefront.portal.api.ApiDocument;
import dev.lakefront.portal.api.ApiOperation;
import dev.lakefront.portal.api.ApiPage;
import dev.lakefront.portal.api.LifecycleView;
import dev.lakefront.portal.api.LimitWords;
import dev.lakefront.portal.markdown.Markdown;
import dev.lakefront.portal.reference.ApiCalls;
import dev.lakefront.portal.snippets.Snippet;
import java.util.List;
import java.util.Objects;

/** The page of an API for readers that would rather have no HTML. */
final class ApiMarkdown {

    private ApiMarkdown() {}

    static String of(ApiPage page, ApiDocument document) {
        StringBuilder text = new StringBuilder("# ").append(line(page.title())).append("\n\n");
        if (page.api().api().summary() != null) {
            text.append(line(page.api().api().summary())).append("\n\n");
        }
        LifecycleView lifecycle = page.lifecycle();
        if (lifecycle != null) {
            text.append(lifecycle.isRetired() ? "**Retired.** " : "")
                    .append(lifecycle.lifecycle().markdown())
                    .append("\n\n");
        }
        text.append("- Base URL: ").append(page.baseUrl()).append('\n');
        text.append("- Task: ").append(page.api().document().task().word()).append('\n');
        text.append("- Endpoint: ").append(page.state().word()).append('\n');
        text.append(
                page.needsKey()
                        ? "- Key: send your subscription key as the header `X-API-Key`, or as a bearer token\n"
                        : "- Key: none needed\n");
        if (page.api().api().sla() != null) {
            text.append("- Service level: ")
                    .append(line(page.api().api().sla()))
                    .append('\n');
        }
        text.append("- OpenAPI: ").append(page.publicUrl()).append(page.href()).append("/openapi.json\n\n");
        limits(text, page);
        text.append("## Operations\n\n");
        document.operations().forEach(operation -> operation(text, operation));
        ApiCalls.curl(page, document).ifPresent(curl -> example(text, curl));
        return text.toString();
    }

    private static void limits(StringBuilder text, ApiPage page) {
        text.append("## Limits\n\n");
        list(text, "", LimitWords.of(page.api(), null));
        List<Product> products = page.api().api().products().stream()
                .sorted()
                .map(page.snapshot().products()::get)
                .filter(Objects::nonNull)
                .toList();
        products.forEach(product ->
                list(text, "Under product " + line(product.title()) + ": ", LimitWords.of(page.api(), product.id())));
        text.append('\n');
    }

    private static void list(StringBuilder text, String before, List<String> limits) {
        if (limits.isEmpty()) {
            text.append("- ").append(before).append("no limit\n");
        }
        limits.forEach(limit -> text.append("- ").append(before).append(limit).append('\n'));
    }

    private static void operation(StringBuilder text, ApiOperation operation) {
        text.append("- `")
                .append(operation.method())
                .append(' ')
                .append(operation.fullPath())
                .append("` ")
                .append(line(operation.summary()));
        if (!operation.examples().isEmpty()) {
            text.append(" (formats: ")
                    .append(line(String.join(", ", operation.examples().keySet())))
                    .append(')');
        }
        text.append('\n');
    }

    private static void example(StringBuilder text, Snippet curl) {
        text.append("\n## Example\n\n");
        curl.code().lines().forEach(line -> text.append("    ").append(line).append('\n'));
    }

    /** On one line, so that nothing of a document can begin a block of its own. */
    static String line(String given) {
        return Markdown.plain(given).replaceAll("([\\\\`*_\\[\\]<>#|])", "\\\\$1");
    }
}
