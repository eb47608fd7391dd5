package dev.lakefront.backend;

import dev.lakefront.secret.Secret;
import dev.lakefront.secret.SecretSource;
import dev.lakefront.secret.SecretUnreadable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A secret that is sent as it is stored, or with a second one as user name and password. */
final class StoredCredential implements Credential {

    private static final Logger LOG = LoggerFactory.getLogger(StoredCredential.class);

    /** The header as it was made from these very secrets: made once, not for each call. */
    private record Made(Secret first, @Nullable Secret second, Mono<AttachedCredential> header) {}

    private final String headerName;
    private final String scheme;
    private final SecretSource first;
    private final @Nullable SecretSource second;
    private final AtomicReference<@Nullable Mono<Boolean>> renewal = new AtomicReference<>();
    private volatile @Nullable Made made;

    StoredCredential(String headerName, String scheme, SecretSource first, @Nullable SecretSource second) {
        this.headerName = headerName;
        this.scheme = scheme;
        this.first = first;
        this.second = second;
    }

    @Override
    public Mono<AttachedCredential> current() {
        Secret one = first.current();
        Secret two = second == null ? null : second.current();
        Made last = made;
        if (last != null && last.first() == one && last.second() == two) {
            return last.header();
        }
        Mono<AttachedCredential> header = header(one, two);
        made = new Made(one, two, header);
        return header;
    }

    private Mono<AttachedCredential> header(Secret one, @Nullable Secret two) {
        try {
            String value = two == null ? one.reveal() : basic(one.reveal(), two.reveal());
            return Mono.just(new AttachedCredential(headerName, scheme.isEmpty() ? value : scheme + " " + value));
        } catch (CredentialUnavailable unusable) {
            return Mono.error(() -> new CredentialUnavailable(String.valueOf(unusable.getMessage())));
        }
    }

    private static String basic(String username, String password) {
        if (username.indexOf(':') >= 0) {
            throw new CredentialUnavailable(
                    "the user name for basic authentication holds a colon (RFC 7617 forbids it)");
        }
        return Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Mono<Boolean> renew(AttachedCredential rejected) {
        return Mono.defer(this::reread)
                .then(Mono.defer(this::current))
                .map(now -> !now.equals(rejected))
                .onErrorReturn(CredentialUnavailable.class, false)
                .defaultIfEmpty(false);
    }

    /** Reads the store again, once for all who wait; stores may block, so not on the caller's thread. */
    private Mono<Boolean> reread() {
        Mono<Boolean> mine = Mono.fromCallable(this::readStores)
                .subscribeOn(Schedulers.boundedElastic())
                .cache();
        Mono<Boolean> running = renewal.compareAndExchange(null, mine);
        return running == null ? mine : running;
    }

    private boolean readStores() {
        try {
            first.refreshed();
            if (second != null) {
                second.refreshed();
            }
            return true;
        } catch (SecretUnreadable unreadable) {
            LOG.atWarn().addKeyValue("reason", unreadable.getMessage()).log("Refused credential cannot be read again");
            return false;
        } finally {
            // Before anyone hears of the result: who asks after that gets a reading of its own.
            renewal.set(null);
        }
    }
}
