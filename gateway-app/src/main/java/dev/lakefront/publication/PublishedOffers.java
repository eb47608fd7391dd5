package dev.lakefront.publication;

import dev.lakefront.catalog.Product;
import dev.lakefront.subscription.Offers;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Offers what the current snapshot has. */
@Component
class PublishedOffers implements Offers {

    private final Snapshots snapshots;

    PublishedOffers(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    @Override
    public Optional<Product> product(String id) {
        return Optional.ofNullable(snapshots.current().products().get(id));
    }

    @Override
    public boolean hasApi(String id) {
        return snapshots.current().apis().containsKey(id);
    }
}
