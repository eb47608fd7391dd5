package dev.lakefront.subscription;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that was just made. The only moment at which its text is known: show it once, keep it nowhere.
 *
 * @param keyName what tells it from the subscription's other key
 * @param key reveals the text; its {@code toString} does not
 * @param expires absent means never by itself
 */
public record IssuedKey(
        SubscriptionId subscription,
        String keyName,
        SubscriptionKey key,
        @Nullable Instant expires) {}
