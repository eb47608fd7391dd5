package dev.lakefront.management;

import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import dev.lakefront.store.BlockingWork;
import dev.lakefront.store.DatabaseUnavailable;
import dev.lakefront.subscription.ChangeRefused;
import java.util.Locale;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import reactor.core.publisher.Mono;

/** Does what needs the portal's database, off the event loops; says so where this gateway has none. */
@Component
class PortalWork {

    private final ObjectProvider<BlockingWork> blocking;

    PortalWork(ObjectProvider<BlockingWork> blocking) {
        this.blocking = blocking;
    }

    /**
     * What the work answers.
     *
     * @param part of the portal, that does it; fails with {@code portal-off} where it is not there
     */
    <P, T> Mono<T> with(ObjectProvider<P> part, Function<P, T> work) {
        P present = part.getIfAvailable();
        BlockingWork threads = blocking.getIfAvailable();
        if (present == null || threads == null) {
            return Mono.error(new GatewayProblem(
                    ProblemType.PORTAL_OFF,
                    "This needs the portal's database, and this gateway has no portal: lakefront.portal.enabled is"
                            + " false. Subscriptions of files can be read."));
        }
        return threads.call(() -> work.apply(present)).onErrorMap(PortalWork::problem);
    }

    private static Throwable problem(Throwable failure) {
        return switch (failure) {
            case ChangeRefused refused -> refused(refused);
            case DatabaseUnavailable away -> away(away);
            case DataAccessException away -> away(away);
            case TransactionException away -> away(away);
            default -> failure;
        };
    }

    private static GatewayProblem away(Throwable cause) {
        return new GatewayProblem(
                ProblemType.DATABASE_UNAVAILABLE,
                "The portal's database does not answer. Keys go on working; try again in a moment.",
                cause);
    }

    private static GatewayProblem refused(ChangeRefused refused) {
        String why = String.valueOf(refused.getMessage());
        return switch (refused.reason()) {
            case INVALID -> Fields.refused("", why);
            case NOTHING_TO_SUBSCRIBE_TO -> Fields.refused("/scope/id", why);
            case TERMS_NOT_ACCEPTED -> Fields.refused("/terms_accepted", why);
            case TOO_MANY, WRONG_STATE, NO_ROOM_FOR_A_KEY ->
                new GatewayProblem(ProblemType.CHANGE_NOT_POSSIBLE, why)
                        .with(
                                "reason",
                                refused.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        };
    }
}
