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
     * @param retryAfter not rounded: the same call, made then, is admitted unless others came before it; for calls in
     *     flight it is {@link Window.InFlight#RETRY_AFTER}
     */
    record Refused(Limit limit, Duration retryAfter, List<LimitState> states) implements Decision {

        public Refused {
            states = List.copyOf(states);
        }
    }

    /**
     * The call asks for more than a limit ever holds: it can never be admitted as it is. None was charged.
     *
     * @param permits how much it asked for
     */
    record TooLarge(Limit limit, long permits, List<LimitState> states) implements Decision {

        public TooLarge {
            states = List.copyOf(states);
        }
    }
}
