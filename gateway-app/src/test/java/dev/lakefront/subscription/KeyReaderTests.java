package dev.lakefront.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

class KeyReaderTests {

    private static final String KEY = SubscriptionKey.issue(new Random(1)).reveal();
    private static final String OTHER = SubscriptionKey.issue(new Random(2)).reveal();
    private static final KeyDigest DIGEST = KeyDigest.of(KEY);

    private final HttpHeaders headers = new HttpHeaders();

    private PresentedKey read() {
        return read(null, false);
    }

    private PresentedKey read(@Nullable String rawQuery, boolean acceptsQuery) {
        return new KeyReader(acceptsQuery).read(headers, rawQuery);
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void findsNothingInARequestWithoutAKey() {
        headers.set("Authorization", "Digest username=\"x\"");

        assertThat(read()).isEqualTo(new PresentedKey.Absent());
    }

    @ParameterizedTest
    @CsvSource({
        "Ocp-Apim-Subscription-Key, OCP_APIM_SUBSCRIPTION_KEY",
        "ocp-apim-subscription-key, OCP_APIM_SUBSCRIPTION_KEY",
        "X-API-Key, X_API_KEY",
        "x-api-key, X_API_KEY",
        "api-key, API_KEY",
        "API-KEY, API_KEY",
    })
    void findsTheKeyInEachHeader(String header, KeyCarrier carrier) {
        headers.set(header, KEY);

        assertThat(read()).isEqualTo(new PresentedKey.One(DIGEST, carrier));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer %s", "bearer %s", "BEARER   %s", "  Bearer %s "})
    void findsTheKeyInABearerToken(String form) {
        headers.set("Authorization", form.formatted(KEY));

        assertThat(read()).isEqualTo(new PresentedKey.One(DIGEST, KeyCarrier.BEARER));
    }

    @Test
    void findsTheKeyInBasicCredentials() {
        headers.set("Authorization", basic("token:" + KEY));

        assertThat(read()).isEqualTo(new PresentedKey.One(DIGEST, KeyCarrier.BASIC));
    }

    @Test
    void passesOverUnderscoreTwins() {
        headers.set("Ocp_Apim_Subscription_Key", KEY);
        headers.set("X_API_Key", KEY);

        assertThat(read()).isEqualTo(new PresentedKey.Absent());
    }

    @Test
    void takesTheSameKeyInSeveralPlacesForOne() {
        headers.add("X-API-Key", KEY);
        headers.add("X-API-Key", KEY);
        headers.set("Authorization", "Bearer " + KEY);

        assertThat(read("subscription-key=" + KEY, true)).isEqualTo(new PresentedKey.One(DIGEST, KeyCarrier.X_API_KEY));
    }

    @Test
    void refusesTwoHeadersThatDisagree() {
        headers.set("X-API-Key", KEY);
        headers.set("Ocp-Apim-Subscription-Key", OTHER);

        assertThat(read())
                .isInstanceOfSatisfying(
                        PresentedKey.Conflicting.class,
                        conflict -> assertThat(conflict.carriers())
                                .containsExactly(KeyCarrier.OCP_APIM_SUBSCRIPTION_KEY, KeyCarrier.X_API_KEY));
    }

    @Test
    void refusesOneHeaderTwiceWithDifferentKeys() {
        headers.add("X-API-Key", KEY);
        headers.add("X-API-Key", OTHER);

        assertThat(read()).isInstanceOf(PresentedKey.Conflicting.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer eyJhbGciOiJub25lIn0.e30.", "Bearer", "Bearer ", "Basic !!!", ""})
    void refusesABearerTokenThatIsNotTheKeyOfTheOtherHeader(String authorization) {
        headers.set("X-API-Key", KEY);
        headers.set("Authorization", authorization);

        assertThat(read()).isInstanceOf(PresentedKey.Conflicting.class);
    }

    @Test
    void refusesAnEmptyHeaderBesideAKey() {
        headers.set("api-key", "");
        headers.set("Authorization", "Bearer " + KEY);

        assertThat(read()).isInstanceOf(PresentedKey.Conflicting.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'', it is empty",
        "'   ', it is empty",
        "'%s,%s', comma",
        "'%s, %s', comma",
        "'a b', space",
        "'a\tb', space",
        "'käse', outside ASCII",
        "'lf_abc', mistyped",
        "'%s0', mistyped",
        "'lf_', mistyped",
    })
    void saysWhyATextCanBeNobodysKeyWithoutQuotingIt(String form, String reason) {
        headers.set("X-API-Key", form.formatted(KEY, KEY));

        assertThat(read()).isInstanceOfSatisfying(PresentedKey.Malformed.class, malformed -> {
            assertThat(malformed.carrier()).isEqualTo(KeyCarrier.X_API_KEY);
            assertThat(malformed.reason()).startsWith("it").contains(reason).doesNotContain(KEY);
        });
    }

    @Test
    void refusesAnEndlessKeyBeforeItIsHashed() {
        headers.set("X-API-Key", "a".repeat(257));

        assertThat(read()).isInstanceOf(PresentedKey.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic !!!", "Basic", "Basic dXNlcjpwYXNz"})
    void refusesBasicCredentialsThatAreNotTokenAndKey(String authorization) {
        headers.set("Authorization", authorization);

        assertThat(read())
                .isEqualTo(new PresentedKey.Malformed(KeyCarrier.BASIC, "it is not the base64 of token:<key>"));
    }

    @Test
    void readsTheQueryOnlyWhereItIsSwitchedOn() {
        assertThat(read("a=1&subscription-key=" + KEY, false)).isEqualTo(new PresentedKey.Absent());
        assertThat(read("a=1&subscription-key=" + KEY, true)).isEqualTo(new PresentedKey.One(DIGEST, KeyCarrier.QUERY));
        assertThat(read("a=1&Subscription%2DKey=" + KEY.replace("_", "%5F") + "&b", true))
                .isEqualTo(new PresentedKey.One(DIGEST, KeyCarrier.QUERY));
        assertThat(read("a=%zz&b=subscription-key", true)).isEqualTo(new PresentedKey.Absent());
        assertThat(read("subscription-key=%zz", true)).isInstanceOf(PresentedKey.Malformed.class);
        assertThat(read("subscription-key", true)).isInstanceOf(PresentedKey.Malformed.class);
    }

    @Test
    void refusesAQueryThatDisagreesWithAHeaderOrWithItself() {
        assertThat(read("subscription-key=" + KEY + "&subscription-key=" + OTHER, true))
                .isInstanceOf(PresentedKey.Conflicting.class);
        headers.set("X-API-Key", OTHER);
        assertThat(read("subscription-key=" + KEY, true)).isInstanceOf(PresentedKey.Conflicting.class);
    }

    @Test
    void showsNoKeyInWhatItFound() {
        headers.set("X-API-Key", KEY);

        assertThat(read().toString()).doesNotContain(KEY).doesNotContain(KEY.substring(3, 11));
    }
}
