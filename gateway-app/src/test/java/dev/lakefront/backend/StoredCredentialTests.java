package dev.lakefront.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lakefront.document.Binder;
import dev.lakefront.document.DocumentReader;
import dev.lakefront.document.Report;
import dev.lakefront.secret.InMemorySecretStore;
import dev.lakefront.secret.NamedValues;
import dev.lakefront.secret.NamedValuesFile;
import dev.lakefront.secret.Secret;
import dev.lakefront.secret.SecretRefresh;
import dev.lakefront.secret.SecretSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoredCredentialTests {

    private final InMemorySecretStore store = new InMemorySecretStore("mem").put("token", "dapi-1");

    private SecretSource source(String text) {
        Report report = new Report();
        NamedValues values =
                new NamedValuesFile(List.of(store), new SecretRefresh()).read(Optional.empty(), new Binder(), report);
        var document = new DocumentReader().read("a.yaml", new byte[0], report).orElseThrow();
        return values.source(text, document, "", report).orElseThrow();
    }

    private static AttachedCredential now(Credential credential) {
        return credential.current().block();
    }

    @Test
    void writesTheHeaderOfEveryKind() {
        SecretSource user = SecretSource.of(Secret.of("ann"));
        SecretSource secret = SecretSource.of(Secret.of("s3cret"));

        assertThat(now(Credential.stored(new Authentication.Token(secret))))
                .isEqualTo(new AttachedCredential("Authorization", "Bearer s3cret"));
        assertThat(now(Credential.stored(new Authentication.Basic(user, secret))))
                .isEqualTo(new AttachedCredential("Authorization", "Basic YW5uOnMzY3JldA=="));
        assertThat(now(Credential.stored(new Authentication.Header("X-Api-Key", secret))))
                .isEqualTo(new AttachedCredential("X-Api-Key", "s3cret"));
        assertThat(Credential.stored(new Authentication.None()).current().blockOptional())
                .isEmpty();
    }

    @Test
    void neverShowsItsValue() {
        assertThat(new AttachedCredential("Authorization", "Bearer s3cret")).hasToString("Authorization: ****");
    }

    @Test
    void makesTheHeaderOnceForASecret() {
        Credential credential = Credential.stored(new Authentication.Token(source("${mem:token}")));

        assertThat(now(credential)).isSameAs(now(credential));
    }

    @Test
    void renewsWhenTheStoreHasAnotherSecretNow() {
        Credential credential = Credential.stored(new Authentication.Token(source("${mem:token}")));
        AttachedCredential rejected = now(credential);

        assertThat(credential.renew(rejected).block()).isFalse();
        store.put("token", "dapi-2");
        assertThat(credential.renew(rejected).block()).isTrue();
        assertThat(now(credential).value()).isEqualTo("Bearer dapi-2");
        assertThat(credential.renew(rejected).block()).isTrue();
    }

    @Test
    void keepsItsSecretWhenTheStoreFails() {
        Credential credential = Credential.stored(new Authentication.Token(source("${mem:token}")));
        AttachedCredential rejected = now(credential);
        store.remove("token");

        assertThat(credential.renew(rejected).block()).isFalse();
        assertThat(now(credential)).isEqualTo(rejected);
    }

    @Test
    void refusesSecretsThatNoHeaderCanCarryWithoutShowingThem() {
        Credential credential = Credential.stored(new Authentication.Token(SecretSource.of(Secret.of("a\r\nX: b"))));
        Credential colon = Credential.stored(
                new Authentication.Basic(SecretSource.of(Secret.of("a:b")), SecretSource.of(Secret.of("c"))));

        assertThatThrownBy(() -> now(credential))
                .isInstanceOf(CredentialUnavailable.class)
                .hasMessageContaining("line break")
                .hasMessageNotContaining("X: b");
        assertThatThrownBy(() -> now(colon))
                .isInstanceOf(CredentialUnavailable.class)
                .hasMessageContaining("colon");
    }

    @Test
    void refusesAClientThatMustBeExchangedFirst() {
        SecretSource any = SecretSource.of(Secret.of("a"));

        assertThatThrownBy(() -> Credential.stored(new Authentication.OAuthM2M(any, any)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
