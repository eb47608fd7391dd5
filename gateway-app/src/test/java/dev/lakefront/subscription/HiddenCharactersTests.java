package dev.lakefront.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HiddenCharactersTests {

    private static final StoredSubscription.Owner ADA = new StoredSubscription.Owner("ada", "Ada", null);

    private static SubscriptionRequest request(String title, String purpose) {
        return new SubscriptionRequest(ADA, new Scope.All(), title, purpose, false);
    }

    @Test
    void areLeftOutOfWhatPeopleType() {
        SubscriptionRequest request = request("\ufeff\u202enigol\u2069 \r\n a\u0000pp\u200b", "One\r\n\u0007two\u2028");

        assertThat(request.title()).isEqualTo("nigol app");
        assertThat(request.purpose()).isEqualTo("One\ntwo");
        assertThat(Comments.checked("\u202dno\u202c")).isEqualTo("no");
    }

    @Test
    void makeNoTitleByThemselves() {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> request("\u200b\u202e", null)))
                .isInstanceOf(ChangeRefused.class);
    }

    @Test
    void areShownWhereSomebodyElseWroteThem() {
        assertThat(HiddenCharacters.shown("\u202egnp.exe")).isEqualTo("\ufffdgnp.exe");
        String legitimate = "\u05d0\u05d1\u200f \u0645\u06cc\u200c\u062e \ud83d\udc69\u200d\ud83d\udcbb\n\ta";
        assertThat(HiddenCharacters.shown(legitimate)).isSameAs(legitimate);
    }
}
