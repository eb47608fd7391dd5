package dev.lakefront.subscription;

import dev.lakefront.catalog.Product;
import java.util.Optional;

/** Port to what one can subscribe to now. Never blocks. */
public interface Offers {

    /** The published product with this id. */
    Optional<Product> product(String id);

    /** Whether an API with this id is published. */
    boolean hasApi(String id);
}
