package dev.lakefront.backend;

import reactor.core.publisher.Mono;

/** For a server that asks for no credential. */
final class NoCredential implements Credential {

    @Override
    public Mono<AttachedCredential> current() {
        return Mono.empty();
    }

    @Override
    public Mono<Boolean> renew(AttachedCredential rejected) {
        return Mono.just(false);
    }
}
