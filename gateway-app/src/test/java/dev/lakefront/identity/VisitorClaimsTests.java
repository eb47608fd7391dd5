package dev.lakefront.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class VisitorClaimsTests {

    private static Visitor visitor(Map<String, String> settings, Map<String, Object> claims) {
        OidcProperties properties = new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("lakefront.portal.oidc", OidcProperties.class);
        return new VisitorClaims(properties).visitor(claims);
    }

    @Test
    void isOneAtOneIssuer() {
        assertThat(visitor(Map.of(), Map.of("iss", "https://a.example", "sub", "7"))
                        .id())
                .isEqualTo("https://a.example#7");
    }

    @Test
    void makesADeveloperOfEverybodyByDefault() {
        Visitor visitor = visitor(Map.of(), Map.of("iss", "i", "sub", "s"));

        assertThat(visitor.is(Role.DEVELOPER)).isTrue();
        assertThat(visitor.is(Role.APPROVER)).isFalse();
    }

    @Test
    void findsRolesInNestedClaimsInListsAndInTexts() {
        Map<String, Object> nested =
                Map.of("resource_access", Map.of("my.client", Map.of("roles", List.of("administrator"))));
        Map<String, Object> text = Map.of("groups", "x approver y");
        Map<String, Object> address = Map.of("https://acme.example/roles", List.of("administrator"));

        assertThat(visitor(Map.of("lakefront.portal.oidc.roles-claim", "resource_access.my.client.roles"), nested)
                        .is(Role.ADMINISTRATOR))
                .isTrue();
        assertThat(visitor(Map.of("lakefront.portal.oidc.roles-claim", "groups"), text)
                        .is(Role.APPROVER))
                .isTrue();
        assertThat(visitor(Map.of("lakefront.portal.oidc.roles-claim", "https://acme.example/roles"), address)
                        .is(Role.ADMINISTRATOR))
                .isTrue();
    }

    @Test
    void takesRolesFromNoOtherPlace() {
        Map<String, Object> claims = Map.of(
                "role", List.of("administrator"), "roles", Map.of("administrator", true), "scope", "administrator");

        assertThat(visitor(Map.of(), claims).roles()).containsExactly(Role.DEVELOPER);
        assertThat(visitor(Map.of(), Map.of("roles", "administrators")).roles()).containsExactly(Role.DEVELOPER);
    }

    @Test
    void callsPeopleByTheBestNameThereIs() {
        assertThat(visitor(Map.of(), Map.of("sub", "s", "name", "Ada", "preferred_username", "al"))
                        .name())
                .isEqualTo("Ada");
        assertThat(visitor(Map.of(), Map.of("sub", "s", "name", " ", "preferred_username", "al"))
                        .name())
                .isEqualTo("al");
        assertThat(visitor(Map.of(), Map.of("sub", "s", "email", "a@b")).name()).isEqualTo("a@b");
        assertThat(visitor(Map.of(), Map.of("sub", "s")).name()).isEqualTo("s");
    }
}
