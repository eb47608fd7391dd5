package dev.lakefront.identity;

import reactor.core.publisher.Mono;

/** Says whose an access token is, for programs that come without a browser. */
public interface BearerTokens {

    /** Whether there is a provider whose tokens could be good. */
    boolean areAccepted();

    /**
     * Who sends it; empty for a token that is not one, is not for this gateway, or is too old.
     *
     * <p>Fails with {@link dev.lakefront.problem.GatewayProblem} {@code identity-provider-unavailable} when nobody could be
     * asked for the keys that prove it.
     */
    Mono<Visitor> visitor(String token);
}
