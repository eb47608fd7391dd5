package dev.lakefront.subscription;

import dev.lakefront.catalog.Product;
import dev.lakefront.limit.Limit;
import java.util.List;
import java.util.Optional;

/** Port to what one can subscribe to now. Never blocks. */
public interface Offers {

    /** The published product with this id. */
    Optional<Product> product(String id);

    /** Whether an API with this id is published. */
    boolean hasApi(String id);

    /** The limits that a subscription to this may have lower. Empty also when there is no such product or API. */
    List<Limit> limits(Scope scope);
}
