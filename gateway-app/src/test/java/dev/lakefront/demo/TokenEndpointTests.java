package dev.lakefront.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.demo.DemoCaller.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The life of an OAuth token: issued, used, expired, revoked. */
class TokenEndpointTests {

    private static final String GRANT = "grant_type=client_credentials&scope=all-apis";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T08:00:00Z"));
    private final DemoCaller caller = DemoCaller.start(
            DemoSettings.onLoopback(now::get, new SplittableRandom(3)).withTokenLifetime(Duration.ofMinutes(10)));

    @AfterEach
    void stop() {
        caller.close();
    }

    @Test
    void issuesATokenToAClientThatAuthenticatesByBasic() {
        Answer answer =
                ask(GRANT, "Authorization", basic(caller.workspace.clientId(), caller.workspace.clientSecret()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        JsonNode token = answer.json();
        assertThat(token.get("access_token").stringValue()).startsWith("eyJ").contains(".");
        assertThat(token.get("token_type").stringValue()).isEqualTo("Bearer");
        assertThat(token.get("expires_in").longValue()).isEqualTo(600);
        assertThat(token.get("scope").stringValue()).isEqualTo("all-apis");
    }

    @Test
    void issuesATokenToAClientThatAuthenticatesInTheForm() {
        Answer answer = ask(formLogin(caller.workspace.clientSecret()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(list(answer.json().get("access_token").stringValue()).status())
                .isEqualTo(200);
    }

    @Test
    void issuesADifferentTokenEachTime() {
        assertThat(issue()).isNotEqualTo(issue());
    }

    @Test
    void acceptsATokenUntilItExpires() {
        String token = issue();

        now.updateAndGet(time -> time.plus(Duration.ofMinutes(10)).minusMillis(1));
        assertThat(list(token).status()).isEqualTo(200);

        now.updateAndGet(time -> time.plusMillis(1));
        assertThat(list(token).status()).isEqualTo(403);
    }

    @Test
    void refusesARevokedTokenAndGoesOnAcceptingTheOthers() {
        String token = issue();

        caller.workspace.revokeIssuedTokens();

        assertThat(list(token).status()).isEqualTo(403);
        assertThat(list(caller.workspace.token()).status()).isEqualTo(200);
        assertThat(list(issue()).status()).isEqualTo(200);
    }

    @Test
    void refusesAWrongSecret() {
        Answer basic = ask(GRANT, "Authorization", basic(caller.workspace.clientId(), "dose"));
        Answer form = ask(formLogin("dose"));
        Answer none = ask(GRANT);
        Answer bearer = ask(GRANT, "Authorization", "Bearer " + caller.workspace.token());

        for (Answer answer : new Answer[] {basic, form, none, bearer}) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.json().get("error").stringValue()).isEqualTo("invalid_client");
            assertThat(answer.header("WWW-Authenticate")).startsWith("Basic");
        }
    }

    @Test
    void refusesAClientThatAuthenticatesTwice() {
        Answer answer = ask(
                formLogin(caller.workspace.clientSecret()),
                "Authorization",
                basic(caller.workspace.clientId(), caller.workspace.clientSecret()));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").stringValue()).isEqualTo("invalid_request");
    }

    @Test
    void refusesAnotherGrant() {
        String login =
                "&client_id=" + caller.workspace.clientId() + "&client_secret=" + caller.workspace.clientSecret();

        assertThat(ask("grant_type=password" + login).json().get("error").stringValue())
                .isEqualTo("unsupported_grant_type");
        assertThat(ask("scope=all-apis" + login).json().get("error").stringValue())
                .isEqualTo("invalid_request");
    }

    @Test
    void refusesABrokenForm() {
        Answer encoding = ask("grant_type=%zz");
        Answer twice = ask(GRANT + "&grant_type=client_credentials");
        Answer json = caller.post("/oidc/v1/token", "{}");

        for (Answer answer : new Answer[] {encoding, twice, json}) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().get("error").stringValue()).isEqualTo("invalid_request");
        }
    }

    private String issue() {
        return ask(formLogin(caller.workspace.clientSecret()))
                .json()
                .get("access_token")
                .stringValue();
    }

    private Answer list(String token) {
        return caller.send(
                "GET", "/api/2.0/serving-endpoints", BodyPublishers.noBody(), "Authorization", "Bearer " + token);
    }

    private String formLogin(String secret) {
        return GRANT + "&client_id=" + caller.workspace.clientId() + "&client_secret=" + secret;
    }

    private Answer ask(String form, String... authorization) {
        String[] headers = new String[authorization.length + 2];
        headers[0] = "Content-Type";
        headers[1] = "application/x-www-form-urlencoded";
        System.arraycopy(authorization, 0, headers, 2, authorization.length);
        return caller.send("POST", "/oidc/v1/token", BodyPublishers.ofString(form), headers);
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
