package dev.lakefront.proxy;

import dev.lakefront.problem.GatewayProblem;
import java.time.Duration;

/** Why an attempt ended without an answer for the caller, where another attempt may be made. Made for each; no trace. */
abstract sealed class Unfinished extends RuntimeException {

    private Unfinished(String message) {
        super(message, null, false, false);
    }

    /** The workspace does not accept the credential that was attached. */
    static final class CredentialRejected extends Unfinished {

        CredentialRejected() {
            super("the workspace rejected the credential");
        }
    }

    /** Nothing has left the gateway. */
    static final class NotSent extends Unfinished {

        private final GatewayProblem problem;

        NotSent(GatewayProblem problem) {
            super("nothing was sent");
            this.problem = problem;
        }

        /** What the caller gets if it is not tried again. */
        GatewayProblem problem() {
            return problem;
        }
    }

    /** The server named a time to come back, and the call may. */
    static final class ComeBack extends Unfinished {

        private final Duration after;

        ComeBack(Duration after) {
            super("the server wants to be asked again later");
            this.after = after;
        }

        Duration after() {
            return after;
        }
    }

    /** The endpoint is being started or woken up, and the call may wait for it. */
    static final class NotReady extends Unfinished {

        NotReady() {
            super("the endpoint is not ready");
        }
    }
}
