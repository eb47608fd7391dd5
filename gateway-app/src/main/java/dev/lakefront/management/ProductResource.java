package dev.lakefront.management;

import dev.lakefront.catalog.Product;
import dev.lakefront.publication.Snapshot;
import dev.lakefront.publication.Snapshots;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The products, each with its APIs. */
@RestController
@RequestMapping("/management/v1/products")
class ProductResource {

    private final Snapshots snapshots;

    ProductResource(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    @GetMapping
    ResponseEntity<byte[]> list(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String after) {
        Page page = Page.of(limit, after);
        Snapshot snapshot = snapshots.current();
        return Answer.tagged(page.of(snapshot.products().values(), Product::id, product -> view(product, snapshot)));
    }

    @GetMapping("/{id}")
    ResponseEntity<byte[]> get(@PathVariable String id) {
        Snapshot snapshot = snapshots.current();
        Product product = snapshot.products().get(id);
        if (product == null) {
            throw Answer.missing("product", id);
        }
        return Answer.tagged(view(product, snapshot));
    }

    private static ObjectNode view(Product product, Snapshot snapshot) {
        ObjectNode node = JsonMapper.shared().createObjectNode();
        node.put("id", product.id());
        node.put("title", product.title());
        node.put("summary", product.summary());
        node.put("open", product.open());
        ArrayNode apis = node.putArray("apis");
        snapshot.apis().values().stream()
                .filter(api -> api.api().products().contains(product.id()))
                .forEach(api -> apis.add(api.api().id()));
        return node;
    }
}
