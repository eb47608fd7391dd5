package dev.lakefront.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SecretTests {

    @Test
    void neverShowsItsValue() {
        Secret secret = Secret.of("dapi-1234");

        assertThat(secret).hasToString("****");
        assertThat(SecretSource.of(secret).toString()).doesNotContain("dapi-1234");
        assertThat(secret.reveal()).isEqualTo("dapi-1234");
    }

    @Test
    void equalsASecretOfTheSameValue() {
        assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).hasSameHashCodeAs(Secret.of("a"));
        assertThat(Secret.of("a")).isNotEqualTo(Secret.of("b")).isNotEqualTo("a");
    }

    @Test
    void refusesTwoStoresOfOneSchemeAndNamesBoth() {
        SecretStore one = new InMemorySecretStore("mem");
        SecretStore other = new InMemorySecretStore("mem");

        assertThatThrownBy(() -> new NamedValuesFile(List.of(one, other), new SecretRefresh()))
                .hasMessageContaining("'mem'")
                .hasMessageContaining(
                        InMemorySecretStore.class.getName() + " and " + InMemorySecretStore.class.getName());
    }
}
