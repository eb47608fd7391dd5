package dev.lakefront.management;

import static dev.lakefront.management.ManagedGateway.id;
import static dev.lakefront.management.ManagementVisit.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** People and programs of the platform team that come with access tokens of a real OpenID provider. */
class AccessTokenTests {

    private static final String AUDIENCE = "lakefront-management";
    private static final String OURS = "acme";

    @TempDir
    private static Path folder;

    private static MockOAuth2Server provider;
    private static ManagedGateway company;

    @BeforeAll
    static void start() throws Exception {
        provider = new MockOAuth2Server();
        provider.start(InetAddress.getLoopbackAddress(), 0);
        Path secret = Files.writeString(folder.resolve("client-secret"), "very-secret-client-secret\n");
        company = ManagedGateway.start(
                folder,
                "--lakefront.portal.oidc.issuer=" + provider.issuerUrl(OURS),
                "--lakefront.portal.oidc.client-id=lakefront-portal",
                "--lakefront.portal.oidc.client-secret-file=" + secret,
                "--lakefront.portal.oidc.audience=" + AUDIENCE,
                "--lakefront.portal.oidc.roles-claim=realm_access.roles",
                "--lakefront.portal.oidc.roles.approver=lead",
                "--lakefront.portal.oidc.roles.administrator=platform");
    }

    @AfterAll
    static void stop() {
        company.close();
        provider.shutdown();
    }

    private static String token(String issuer, String audience, String role, long expiry) {
        Map<String, Object> claims =
                Map.of("name", "Ada Lovelace", "realm_access", Map.of("roles", List.of("offline_access", role)));
        return provider.issueToken(
                        issuer,
                        "ada-1",
                        new DefaultOAuth2TokenCallback(issuer, "ada-1", "JWT", List.of(audience), claims, expiry))
                .serialize();
    }

    private static String administrator() {
        return token(OURS, AUDIENCE, "platform", 3600);
    }

    private static HttpResponse<String> approve(String token, String id) {
        return new ManagementVisit(company.gateway(), token).post("/subscriptions/" + id + "/approve", "");
    }

    @Test
    void changeThingsInTheirOwnName() {
        String id = id(company.subscribed("by-token", "guarded"));

        HttpResponse<String> approved = approve(administrator(), id);

        assertThat(approved.statusCode()).as(approved.body()).isEqualTo(200);
        assertThat(read(approved).at("/decision/by").asString()).isEqualTo("Ada Lovelace");
        JsonNode line = company.visit().json("/audit?subscription=" + id).at("/items/0");
        assertThat(line.get("action").asString()).isEqualTo("approve");
        assertThat(line.at("/actor/id").asString()).isEqualTo(provider.issuerUrl(OURS) + "#ada-1");
        assertThat(line.at("/actor/name").asString()).isEqualTo("Ada Lovelace");
        assertThat(line.at("/actor/address").asString()).isEqualTo("127.0.0.1");
    }

    @Test
    void repeatTheirOwnRequestsAndNobodyElses() {
        ManagementVisit ada = new ManagementVisit(company.gateway(), administrator());
        String body = ManagedGateway.request("shared-key", "guarded");

        HttpResponse<String> hers = ada.post("/subscriptions", body, "Idempotency-Key", "shared");
        HttpResponse<String> anothers = company.visit().post("/subscriptions", body, "Idempotency-Key", "shared");

        assertThat(hers.statusCode()).as(hers.body()).isEqualTo(201);
        assertThat(id(read(anothers))).isNotEqualTo(id(read(hers)));
    }

    @Test
    void needTheRoleAdministrator() {
        String id = id(company.subscribed("by-lead", "guarded"));

        HttpResponse<String> refused = approve(token(OURS, AUDIENCE, "lead", 3600), id);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("error=\"insufficient_scope\"");
        assertThat(state(id)).isEqualTo("submitted");
    }

    static Stream<Arguments> badTokens() {
        String good = administrator();
        return Stream.of(
                Arguments.of("expired", token(OURS, AUDIENCE, "platform", -3600)),
                Arguments.of("for another audience", token(OURS, "lakefront-portal", "platform", 3600)),
                Arguments.of("of another issuer", token("evil", AUDIENCE, "platform", 3600)),
                Arguments.of("changed", good.substring(0, good.length() - 6) + "AAAAAA"),
                Arguments.of("without a signature", good.substring(0, good.lastIndexOf('.') + 1)),
                Arguments.of("signed by nobody", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0."),
                Arguments.of("no token", "not-a-token"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void openNothingWhenTheyAreNotGood(String what, String token) {
        String id = id(company.subscribed("by a token " + what, "guarded"));

        HttpResponse<String> refused = approve(token, id);

        assertThat(refused.statusCode()).as(what).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("error=\"invalid_token\"");
        assertThat(refused.body()).doesNotContain(token);
        assertThat(state(id)).isEqualTo("submitted");
        assertThat(company.visit().json("/audit?subscription=" + id).get("items"))
                .hasSize(1);
    }

    private static String state(String id) {
        return company.visit().json("/subscriptions/" + id).get("state").asString();
    }
}
