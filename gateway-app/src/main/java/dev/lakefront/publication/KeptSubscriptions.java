package dev.lakefront.publication;

import dev.lakefront.subscription.IndexFile;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Keeps the portal's subscriptions beside the documents, {@code data/subscriptions.json}, with the same checks. */
@Component
class KeptSubscriptions implements IndexFile {

    private static final String NAME = "subscriptions.json";

    private final DocumentStore store;

    KeptSubscriptions(LocationProperties locations) {
        store = new DocumentStore(locations.dataDir());
    }

    @Override
    public void write(byte[] content) {
        store.write(NAME, content);
    }

    @Override
    public Optional<byte[]> read() {
        return store.read(NAME);
    }
}
