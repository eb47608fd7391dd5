package dev.lakefront.limit;

import java.time.Duration;
import java.util.List;

/** Whether a call may go on, and how much is left of each limit that was asked. */
public sealed interface Decision {

    /** In the order of the charges. */
    List<LimitState> states();

    /** Every limit admitted the call, and each was charged. */
    record Admitted(List<LimitState> states) implements Decision {

        public Admitted {
            states = List.copyOf(states);
        }
    }

    /**
     * A limit refused the call, and none was charged.
     *
     * @param limit the one that takes longest to recover
     * @param retryAfter whole seconds, rounded up: the same call, made then, is admitted unless others came before it
     */
    record Refused(Limit limit, Duration retryAfter, List<LimitState> states) implements Decision {

        public Refused {
            states = List.copyOf(states);
        }
    }
}
