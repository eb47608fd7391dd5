package dev.lakefront.management;

import dev.lakefront.catalog.Product;
import dev.lakefront.publication.Snapshot;
import dev.lakefront.publication.Snapshots;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The products, each with its APIs. */
@RestController
@RequestMapping("/management/v1/products")
class ProductResource {

    private final Snapshots snapshots;

    ProductResource(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    @GetMapping
    ResponseEntity<byte[]> list(@RequestParam MultiValueMap<String, String> query) {
        Page page = Page.of(query);
        Snapshot snapshot = snapshots.current();
        return Answer.tagged(
                page.of(snapshot.products().values(), Product::id, product -> ProductView.of(product, snapshot)));
    }

    @GetMapping("/{id}")
    ResponseEntity<byte[]> get(@PathVariable String id) {
        Snapshot snapshot = snapshots.current();
        Product product = snapshot.products().get(id);
        if (product == null) {
            throw Answer.missing("product", id);
        }
        return Answer.tagged(ProductView.of(product, snapshot));
    }
}
