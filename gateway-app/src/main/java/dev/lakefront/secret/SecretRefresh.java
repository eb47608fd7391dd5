package dev.lakefront.secret;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Reads every secret in use again each few seconds, on a virtual thread of its own, so that a rotated secret is used
 * without a restart. A secret that can't be read any more stays what it was, and the log says so once.
 */
@Component
public final class SecretRefresh implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SecretRefresh.class);

    private record Place(SecretStore store, String path) {}

    /** Weak: a secret is in use for as long as a published snapshot holds it, and nobody has to give it back. */
    private final ConcurrentMap<Place, WeakReference<StoredSecret>> inUse = new ConcurrentHashMap<>();

    private final ConcurrentMap<Place, Boolean> failing = new ConcurrentHashMap<>();
    private final Duration interval;
    private volatile @Nullable Thread thread;

    public SecretRefresh() {
        this(Duration.ofSeconds(5));
    }

    SecretRefresh(Duration interval) {
        this.interval = interval;
    }

    /** Reads a secret now and keeps it current from here on. Blocks. */
    Optional<StoredSecret> find(SecretStore store, String path) {
        return store.find(path).map(value -> keep(new Place(store, path), value));
    }

    private StoredSecret keep(Place place, Secret value) {
        StoredSecret fresh = new StoredSecret(place.store(), place.path(), value);
        StoredSecret[] kept = {fresh};
        inUse.compute(place, (same, reference) -> {
            StoredSecret known = reference == null ? null : reference.get();
            if (known == null) {
                return new WeakReference<>(fresh);
            }
            kept[0] = known;
            return reference;
        });
        if (kept[0] != fresh && !value.isEmpty()) {
            kept[0].refresh();
        }
        return kept[0];
    }

    /** Reads all secrets in use again. Blocks. */
    void refreshAll() {
        inUse.forEach((place, reference) -> {
            StoredSecret secret = reference.get();
            if (secret == null) {
                inUse.remove(place, reference);
                failing.remove(place);
            } else {
                refresh(place, secret);
            }
        });
    }

    private void refresh(Place place, StoredSecret secret) {
        try {
            if (secret.refresh()) {
                LOG.atInfo().addKeyValue("secret", secret).log("Secret changed; the new one is used from now on");
            }
            failing.remove(place);
        } catch (RuntimeException unreadable) {
            // A store is a plug-in: whatever one of them throws must not end the refresh of the others.
            if (failing.put(place, true) == null) {
                LOG.atWarn()
                        .addKeyValue("secret", secret)
                        .addKeyValue("reason", reason(unreadable))
                        .log("Secret cannot be read again; the last one stays in use");
            }
        }
    }

    private static String reason(RuntimeException failure) {
        return failure instanceof SecretUnreadable
                ? String.valueOf(failure.getMessage())
                : failure.getClass().getSimpleName();
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            thread = Thread.ofVirtual().name("secret-refresh").start(this::run);
        }
    }

    @Override
    public synchronized void stop() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
            thread = null;
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(interval);
                refreshAll();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
