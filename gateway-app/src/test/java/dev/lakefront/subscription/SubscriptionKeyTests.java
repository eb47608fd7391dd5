package dev.lakefront.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionKeyTests {

    private static final SubscriptionKey KEY = SubscriptionKey.issue(new Random(7));

    @Test
    void issuesKeysOfOneFormThatParse() {
        Set<String> seen = new HashSet<>();
        SecureRandom random = new SecureRandom();
        for (int i = 0; i < 500; i++) {
            String text = SubscriptionKey.issue(random).reveal();

            assertThat(text).matches("lf_[0-9A-Za-z]{46}");
            assertThat(SubscriptionKey.parse(text).orElseThrow().reveal()).isEqualTo(text);
            seen.add(text);
        }
        assertThat(seen).hasSize(500);
    }

    /** Keys that were issued once must be good for ever: the form is pinned. */
    @Test
    void keepsItsForm() {
        assertThat(KEY.reveal()).isEqualTo("lf_a0fqq6ChisuMe3Jc7K3HaOtfKKZq8vnBpjxoWOAS1Dy29w");
    }

    @Test
    void tellsEveryTypoOfOneCharacterAndEverySwapOfTwo() {
        String text = KEY.reveal();
        for (int i = 0; i < text.length(); i++) {
            for (char typo : new char[] {'0', 'Z', 'q', '-'}) {
                if (text.charAt(i) != typo) {
                    assertThat(SubscriptionKey.parse(text.substring(0, i) + typo + text.substring(i + 1)))
                            .isEmpty();
                }
            }
            if (i > 0 && text.charAt(i) != text.charAt(i - 1)) {
                String swapped = text.substring(0, i - 1) + text.charAt(i) + text.charAt(i - 1) + text.substring(i + 1);
                assertThat(SubscriptionKey.parse(swapped)).isEmpty();
            }
        }
        assertThat(SubscriptionKey.parse(text.substring(1))).isEmpty();
        assertThat(SubscriptionKey.parse(text + "a")).isEmpty();
        assertThat(SubscriptionKey.parse("")).isEmpty();
    }

    @Test
    void showsNoMoreThanItsPrefix() {
        assertThat(KEY.prefix()).isEqualTo(KEY.reveal().substring(0, 11));
        assertThat(KEY).hasToString(KEY.prefix() + "…");
    }

    @Test
    void writesTheLineOfAnIssuedKey() {
        assertThat(KeyLine.of("primary", KEY.reveal()))
                .isEqualTo(
                        "- { name: primary, hash: \"" + KEY.digest().written() + "\", prefix: " + KEY.prefix() + " }")
                .doesNotContain(KEY.reveal());
    }

    /** The digest is what {@code printf %s '...' | sha256sum} prints. */
    @Test
    void writesTheLineOfAChosenKey() {
        assertThat(KeyLine.of("primary", "0123456789abcdef0123456789abcdef"))
                .isEqualTo("- { name: primary, hash: \"sha256:"
                        + "3eb1bd439947eb762998e566ccc2e099c791118b2f40579cc4f7da2b5061b7f9\" }");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fifteen-letters",
                "a key with some spaces",
                "two-keys,in-one-line",
                "schlüssel-schlüssel",
                "lf_00000000000000000000000000000000000000000000mistyped"
            })
    void makesNoLineOfAWeakOrImpossibleKeyAndDoesNotQuoteIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyLine.of("primary", text))
                .withMessageStartingWith("this cannot be a subscription key: it ")
                .satisfies(refused -> {
                    if (!text.isEmpty()) {
                        assertThat(refused.getMessage()).doesNotContain(text);
                    }
                });
    }

    @Test
    void makesNoLineUnderANameThatTheFileWouldNotTake() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyLine.of("a }\nstate: active", KEY.reveal()))
                .withMessageContaining("cannot be named");
    }

    @Test
    void readsDigestsAsWritten() {
        assertThat(KeyDigest.parse(KEY.digest().written())).contains(KEY.digest());
        assertThat(KeyDigest.parse(KEY.digest().written().toUpperCase(java.util.Locale.ROOT)))
                .isEmpty();
        assertThat(KeyDigest.parse("sha256:12")).isEmpty();
        assertThat(KeyDigest.parse("sha256:" + "g".repeat(64))).isEmpty();
        assertThat(KeyDigest.parse("sha512:" + "0".repeat(64))).isEmpty();
        assertThat(KEY.digest().toString()).hasSize("sha256:".length() + 9);
    }
}
