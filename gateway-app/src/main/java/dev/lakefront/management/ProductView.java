package dev.lakefront.management;

import dev.lakefront.catalog.Product;
import dev.lakefront.publication.Snapshot;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How the management API shows a product. */
final class ProductView {

    private ProductView() {}

    static ObjectNode of(Product product, Snapshot snapshot) {
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
