package dev.lakefront.publication;

import dev.lakefront.backend.Workspace;
import dev.lakefront.limit.Charge;
import dev.lakefront.limit.Limit;
import dev.lakefront.limit.LimitKey;
import dev.lakefront.limit.OnRedisFailure;
import dev.lakefront.limit.Unit;
import dev.lakefront.limit.Window;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a workspace allows, as limits that all its callers share: together they never get more through. */
final class WorkspaceLimits {

    private WorkspaceLimits() {}

    /** What each call spends of them; the same for every API of the workspace. */
    static List<Charge> charges(Workspace workspace) {
        String scope = "workspace " + workspace.id();
        Workspace.Rate rate = workspace.limits().requests();
        return rate == null
                ? List.of()
                : List.of(Charge.one(LimitKey.EVERYONE, Limit.calls("workspace", rate.calls(), rate.per(), scope)));
    }

    /** The place that each attempt takes among all replicas' calls; absent when the workspace sets no bound. */
    static @Nullable Charge place(Workspace workspace) {
        Integer concurrency = workspace.limits().concurrency();
        return concurrency == null
                ? null
                : Charge.one(
                        LimitKey.EVERYONE,
                        new Limit(
                                "workspace-concurrency",
                                Unit.CALLS_IN_FLIGHT,
                                concurrency,
                                new Window.InFlight(),
                                "workspace " + workspace.id(),
                                OnRedisFailure.LOCAL));
    }
}
