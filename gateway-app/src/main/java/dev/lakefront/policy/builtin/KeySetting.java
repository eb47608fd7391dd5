package dev.lakefront.policy.builtin;

import dev.lakefront.limit.CountedBy;
import dev.lakefront.limit.KeyKind;
import dev.lakefront.policy.PolicyRefused;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the setting {@code key} of a limit. */
final class KeySetting {

    private KeySetting() {}

    /** Fails with {@link PolicyRefused}; absent means a subscription's calls. */
    static CountedBy read(@Nullable String written) {
        if (written == null) {
            return CountedBy.SUBSCRIPTION;
        }
        CountedBy key = CountedBy.parse(written);
        if (key.kind() == KeyKind.HEADER && HeaderNames.carriesCredential(key.header())) {
            throw new PolicyRefused(Map.of(
                    "/key", "this header carries a credential, which is no key to count by; use key: subscription"));
        }
        return key;
    }
}
