package dev.lakefront.identity;

import dev.lakefront.store.BlockingWork;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import reactor.core.publisher.Mono;

/**
 * The identity provider, as its discovery document describes it. That is read when somebody first needs it, and again until
 * it could be: a provider that is away keeps nobody from starting, and no call from being answered.
 */
final class OidcProvider implements ReactiveClientRegistrationRepository {

    /** The only registration there is. */
    static final String ID = "oidc";

    private final OidcProperties properties;
    private final String redirectUri;
    private final BlockingWork work;
    private volatile @Nullable ClientRegistration known;

    OidcProvider(OidcProperties properties, String redirectUri, BlockingWork work) {
        this.properties = properties;
        this.redirectUri = redirectUri;
        this.work = work;
    }

    /** Fails with {@link ProviderAway}. */
    @Override
    public Mono<ClientRegistration> findByRegistrationId(String id) {
        if (!id.equals(ID)) {
            return Mono.empty();
        }
        ClientRegistration discovered = known;
        if (discovered != null) {
            return Mono.just(discovered);
        }
        return work.call(this::discover)
                .timeout(properties.timeout())
                .doOnNext(registration -> known = registration)
                .onErrorMap(ProviderAway::new);
    }

    /** Where the provider is asked to end its own session, as far as that is known and possible. */
    Optional<String> signOutOrigin() {
        ClientRegistration discovered = known;
        return discovered == null
                ? Optional.empty()
                : Optional.ofNullable(discovered
                                .getProviderDetails()
                                .getConfigurationMetadata()
                                .get("end_session_endpoint"))
                        .map(endpoint -> URI.create(endpoint.toString()))
                        .map(endpoint -> endpoint.getScheme() + "://" + endpoint.getRawAuthority());
    }

    private ClientRegistration discover() throws IOException {
        String secret = secret();
        return ClientRegistrations.fromOidcIssuerLocation(properties.issuer())
                .registrationId(ID)
                .clientId(properties.clientId())
                .clientSecret(secret)
                .clientAuthenticationMethod(
                        secret.isEmpty()
                                ? ClientAuthenticationMethod.NONE
                                : ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .scope(properties.scopes())
                .redirectUri(redirectUri)
                .build();
    }

    private String secret() throws IOException {
        String file = properties.clientSecretFile();
        return file.isEmpty()
                ? properties.clientSecret()
                : Files.readString(Path.of(file)).strip();
    }
}
