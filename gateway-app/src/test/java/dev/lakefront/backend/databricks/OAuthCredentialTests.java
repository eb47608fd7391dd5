package dev.lakefront.backend.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lakefront.backend.AttachedCredential;
import dev.lakefront.backend.Authentication;
import dev.lakefront.backend.BoundedHttp;
import dev.lakefront.backend.CallRecord;
import dev.lakefront.backend.CredentialUnavailable;
import dev.lakefront.backend.MutableClock;
import dev.lakefront.backend.StubServer;
import dev.lakefront.backend.StubServer.Reply;
import dev.lakefront.backend.StubServer.Seen;
import dev.lakefront.backend.Workspace;
import dev.lakefront.backend.WorkspaceId;
import dev.lakefront.secret.Secret;
import dev.lakefront.secret.SecretSource;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class OAuthCredentialTests {

    private final MutableClock clock = new MutableClock();
    private final AtomicInteger issued = new AtomicInteger();
    private final StubServer server = new StubServer(this::issue);
    private final BoundedHttp http = new BoundedHttp();
    private final CallRecord exchanges = new CallRecord(clock);

    /** No jitter: refreshed at exactly four fifths. */
    private final OAuthCredential credential = credential(() -> 0L);

    @AfterEach
    void close() {
        http.close();
        server.close();
    }

    private OAuthCredential credential(RandomGenerator random) {
        Authentication.OAuthM2M client = new Authentication.OAuthM2M(
                SecretSource.of(Secret.of("app-1")), SecretSource.of(Secret.of("dose:s3cret")));
        Workspace workspace = Workspace.of(new WorkspaceId("prod"), "databricks", server.uri(), client);
        return new OAuthCredential(new TokenEndpoint(workspace, client, http, clock, random), clock, exchanges);
    }

    private Reply issue(Seen seen) {
        return token("t" + issued.incrementAndGet(), "Bearer", 1000);
    }

    private static Reply token(String token, String type, int seconds) {
        return Reply.json(
                200,
                "{\"access_token\":\"%s\",\"token_type\":\"%s\",\"expires_in\":%d,\"scope\":\"all-apis\"}"
                        .formatted(token, type, seconds));
    }

    private static Reply down(Seen seen) {
        return Reply.json(503, "{\"error\":\"temporarily_unavailable\"}");
    }

    private String now() {
        return credential.current().block().value();
    }

    private CredentialUnavailable failure() {
        return catchThrowableOfType(CredentialUnavailable.class, this::now);
    }

    private static void await(BooleanSupplier condition) {
        for (int i = 0; i < 1000 && !condition.getAsBoolean(); i++) {
            try {
                Thread.sleep(2);
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    void exchangesTheClientSecretAsDatabricksClientsDo() {
        assertThat(now()).isEqualTo("Bearer t1");

        assertThat(server.seen()).singleElement().satisfies(seen -> {
            assertThat(seen.method()).isEqualTo("POST");
            assertThat(seen.path()).isEqualTo("/oidc/v1/token");
            assertThat(seen.header("content-type")).isEqualTo("application/x-www-form-urlencoded");
            assertThat(seen.body()).isEqualTo("grant_type=client_credentials&scope=all-apis");
            assertThat(seen.header("authorization"))
                    .isEqualTo("Basic " + Base64.getEncoder().encodeToString("app-1:dose:s3cret".getBytes()));
        });
    }

    @Test
    void fetchesOneTokenForAHundredCallersAtOnce() {
        server.answers(seen -> issue(seen).after(Duration.ofMillis(100)));

        List<String> values = Flux.range(0, 100)
                .flatMap(
                        i -> Mono.defer(credential::current).subscribeOn(reactor.core.scheduler.Schedulers.parallel()),
                        100)
                .map(AttachedCredential::value)
                .collectList()
                .block();

        assertThat(values).hasSize(100).containsOnly("Bearer t1");
        assertThat(server.seen()).hasSize(1);
    }

    @Test
    void goesOnFetchingWhenTheFirstCallerLeaves() {
        server.answers(seen -> issue(seen).after(Duration.ofMillis(50)));
        Mono<String> second = credential.current().map(AttachedCredential::value);

        credential.current().subscribe().dispose();

        assertThat(second.block()).isEqualTo("Bearer t1");
        assertThat(server.seen()).hasSize(1);
    }

    @Test
    void refreshesAtFourFifthsOfItsLifeWhileTheOldTokenIsSent() {
        now();
        clock.advance(Duration.ofSeconds(799));
        assertThat(now()).isEqualTo("Bearer t1");
        assertThat(server.seen()).hasSize(1);

        server.answers(seen -> issue(seen).after(Duration.ofMillis(50)));
        clock.advance(Duration.ofSeconds(1));
        assertThat(now()).isEqualTo("Bearer t1");
        assertThat(now()).isEqualTo("Bearer t1");

        await(() -> now().equals("Bearer t2"));
        assertThat(server.seen()).hasSize(2);
    }

    @Test
    void refreshesEarlierByChanceButNeverLater() {
        // The largest long gives the largest double below one.
        OAuthCredential early = credential(() -> -1L);
        early.current().block();
        clock.advance(Duration.ofSeconds(749));
        early.current().block();
        assertThat(server.seen()).hasSize(1);

        clock.advance(Duration.ofSeconds(2));
        early.current().block();
        await(() -> server.seen().size() == 2);
    }

    @Test
    void sendsTheOldTokenUntilItEndsWhenTheTokenEndpointIsDown() {
        now();
        server.answers(OAuthCredentialTests::down);
        clock.advance(Duration.ofSeconds(900));

        assertThat(now()).isEqualTo("Bearer t1");
        await(() -> exchanges.health().failing());
        clock.advance(Duration.ofSeconds(99));
        assertThat(now()).isEqualTo("Bearer t1");
        clock.advance(Duration.ofSeconds(1));
        assertThat(failure()).hasMessageContaining("503").hasMessageContaining("temporarily_unavailable");
    }

    @Test
    void recoversWhenTheTokenEndpointIsBack() {
        server.answers(OAuthCredentialTests::down);
        assertThat(failure()).isNotNull();
        assertThat(exchanges.health().failing()).isTrue();

        server.answers(this::issue);
        clock.advance(Duration.ofSeconds(1));

        assertThat(now()).isEqualTo("Bearer t1");
        assertThat(exchanges.health().failing()).isFalse();
    }

    @Test
    void waitsTwiceAsLongAfterEachFailureUpToAMinute() {
        server.answers(OAuthCredentialTests::down);
        int calls = 0;
        for (int pause : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            assertThat(failure()).isNotNull();
            assertThat(server.seen()).hasSize(++calls);
            clock.advance(Duration.ofMillis(pause * 1000L - 1));
            assertThat(failure()).hasMessageContaining("503");
            assertThat(server.seen()).as("within a pause of %s s", pause).hasSize(calls);
            clock.advance(Duration.ofMillis(1));
        }
    }

    @Test
    void beginsAnewWithShortPausesAfterASuccess() {
        server.answers(OAuthCredentialTests::down);
        failure();
        clock.advance(Duration.ofSeconds(1));
        failure();
        clock.advance(Duration.ofSeconds(2));
        server.answers(this::issue);
        now();
        clock.advance(Duration.ofSeconds(1000));
        server.answers(OAuthCredentialTests::down);
        failure();
        int calls = server.seen().size();

        clock.advance(Duration.ofSeconds(1));
        failure();

        assertThat(server.seen()).hasSize(calls + 1);
    }

    @RepeatedTest(20)
    void renewsARefusedTokenOnceForAllWhoAsk() {
        AttachedCredential refused = credential.current().block();
        server.answers(seen -> issue(seen).after(Duration.ofMillis(50)));

        List<Boolean> renewed = Flux.range(0, 100)
                .flatMap(i -> credential.renew(refused).subscribeOn(reactor.core.scheduler.Schedulers.parallel()), 100)
                .collectList()
                .block();

        assertThat(renewed).hasSize(100).containsOnly(true);
        assertThat(server.seen()).hasSize(2);
        assertThat(now()).isEqualTo("Bearer t2");
    }

    @Test
    void knowsThatARefusedTokenWasRenewedAlready() {
        AttachedCredential refused = credential.current().block();
        credential.renew(refused).block();

        assertThat(credential.renew(refused).block()).isTrue();
        assertThat(server.seen()).hasSize(2);
    }

    @Test
    void doesNotRenewForEveryCallThatIsRefusedWithAFreshToken() {
        credential.renew(credential.current().block()).block();
        AttachedCredential alsoRefused = credential.current().block();

        assertThat(credential.renew(alsoRefused).block()).isFalse();
        assertThat(server.seen()).hasSize(2);
        clock.advance(Duration.ofSeconds(5));
        assertThat(credential.renew(alsoRefused).block()).isTrue();
    }

    @Test
    void saysThatNothingNewerCanBeHad() {
        AttachedCredential refused = credential.current().block();
        server.answers(OAuthCredentialTests::down);
        assertThat(credential.renew(refused).block()).isFalse();

        server.answers(seen -> token("t1", "Bearer", 1000));
        clock.advance(Duration.ofSeconds(10));
        assertThat(credential.renew(refused).block()).isFalse();
    }

    @Test
    void sendsTheTokenUnderTheSchemeThatTheAnswerNames() {
        server.answers(seen -> token("t", "Special", 10));

        assertThat(now()).isEqualTo("Special t");
    }

    @Test
    void readsBothShapesOfErrorsAndShowsNoSecret() {
        server.answers(seen -> Reply.json(
                401, "{\"error\":\"invalid_client\",\"error_description\":\"Client\\nauthentication failed\"}"));
        assertThat(failure())
                .hasMessage("no token for workspace 'prod': the token endpoint answered with 401: invalid_client,"
                        + " Client authentication failed");

        clock.advance(Duration.ofMinutes(1));
        server.answers(seen -> Reply.json(400, "{\"errorCode\":\"E0000021\",\"errorSummary\":\"Bad request\"}"));
        assertThat(failure()).hasMessageEndingWith("400: E0000021, Bad request").hasMessageNotContaining("s3cret");
    }

    @Test
    void refusesAnswersThatHoldNoUsableToken() {
        for (Reply reply : List.of(
                Reply.json(200, "{\"access_token\":\"\",\"expires_in\":10}"),
                Reply.json(200, "{\"access_token\":\"eyJsecret\",\"expires_in\":0}"),
                Reply.json(200, "{\"access_token\":\"eyJsecret\\r\\nX: y\",\"expires_in\":10}"),
                Reply.json(200, "eyJsecret"),
                Reply.json(302, ""))) {
            server.answers(seen -> reply);
            assertThat(failure()).isNotNull().hasMessageNotContaining("eyJsecret");
            clock.advance(Duration.ofMinutes(1));
        }
    }

    @Test
    void takesATokenWithoutStatedLifeForAShortOne() {
        server.answers(seen -> Reply.json(200, "{\"access_token\":\"t\"}"));
        assertThat(now()).isEqualTo("Bearer t");

        server.answers(this::issue);
        clock.advance(Duration.ofMinutes(5));
        assertThat(now()).isEqualTo("Bearer t1");
    }

    @Test
    void failsInTimeWhenNobodyAnswers() {
        server.close();

        assertThat(failure()).hasMessageContaining("refused the connection");
    }
}
