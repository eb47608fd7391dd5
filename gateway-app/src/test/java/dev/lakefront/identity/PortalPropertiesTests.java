package dev.lakefront.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PortalPropertiesTests {

    private static PortalProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("lakefront.portal", PortalProperties.class);
    }

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new PortalProperties(
                        true,
                        true,
                        "",
                        new PortalProperties.Session(Duration.ofMinutes(30), Duration.ofHours(12), 10_000),
                        new OidcProperties(
                                "",
                                "",
                                "",
                                "",
                                "",
                                List.of("openid", "profile", "email"),
                                "roles",
                                "name",
                                "email",
                                new OidcProperties.Roles(List.of("*"), List.of("approver"), List.of("administrator")),
                                "single sign-on",
                                Duration.ofSeconds(10))));
    }

    @Test
    void mapsEverySetting() {
        Map<String, String> set = new HashMap<>(Map.of(
                "lakefront.portal.enabled", "false",
                "lakefront.portal.public", "false",
                "lakefront.portal.url", "https://models.example.com",
                "lakefront.portal.session.idle-timeout", "1m",
                "lakefront.portal.session.lifetime", "2h",
                "lakefront.portal.session.max", "3"));
        set.putAll(Map.of(
                "lakefront.portal.oidc.issuer", "https://login.example.com",
                "lakefront.portal.oidc.client-id", "id",
                "lakefront.portal.oidc.client-secret", "secret",
                "lakefront.portal.oidc.audience", "api",
                "lakefront.portal.oidc.scopes", "openid,roles",
                "lakefront.portal.oidc.roles-claim", "groups",
                "lakefront.portal.oidc.name-claim", "n",
                "lakefront.portal.oidc.email-claim", "e"));
        set.putAll(Map.of(
                "lakefront.portal.oidc.roles.developer", "a,b",
                "lakefront.portal.oidc.roles.approver", "c",
                "lakefront.portal.oidc.roles.administrator", "d",
                "lakefront.portal.oidc.title", "Acme",
                "lakefront.portal.oidc.timeout", "4s"));

        PortalProperties properties = bind(set);

        assertThat(properties)
                .isEqualTo(new PortalProperties(
                        false,
                        false,
                        "https://models.example.com",
                        new PortalProperties.Session(Duration.ofMinutes(1), Duration.ofHours(2), 3),
                        new OidcProperties(
                                "https://login.example.com",
                                "id",
                                "secret",
                                "",
                                "api",
                                List.of("openid", "roles"),
                                "groups",
                                "n",
                                "e",
                                new OidcProperties.Roles(List.of("a", "b"), List.of("c"), List.of("d")),
                                "Acme",
                                Duration.ofSeconds(4))));
        assertThat(properties.toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "url,models.example.com,must be scheme and host",
        "url,https://models.example.com/portal,must be scheme and host",
        "session.idle-timeout,0s,longer than nothing",
        "session.lifetime,-1s,longer than nothing",
        "session.max,0,at least 1",
        "oidc.timeout,0s,longer than nothing",
        "oidc.issuer,http://login.example.invalid,must be an https address",
        "oidc.issuer,login.example.com,must be an https address",
        "oidc.issuer,https://login.example.com,client-id is empty"
    })
    void saysWhatIsWrong(String name, String value, String message) {
        assertThatThrownBy(() -> bind(Map.of("lakefront.portal." + name, value)))
                .hasStackTraceContaining(
                        "lakefront.portal." + (message.startsWith("client-id") ? "oidc.client-id" : name))
                .hasStackTraceContaining(message);
    }

    @Test
    void refusesTwoSecretsAndShowsNeither() {
        assertThatThrownBy(() -> bind(Map.of(
                        "lakefront.portal.oidc.issuer", "https://login.example.com",
                        "lakefront.portal.oidc.client-id", "id",
                        "lakefront.portal.oidc.client-secret", "hidden-value",
                        "lakefront.portal.oidc.client-secret-file", "/run/secret")))
                .hasStackTraceContaining("are both set; choose one")
                .hasMessageNotContaining("hidden-value");
    }
}
