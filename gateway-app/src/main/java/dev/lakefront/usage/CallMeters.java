package dev.lakefront.usage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Every meter that calls are counted in, and the place where steps count what happens to a call on its way.
 *
 * <p>Labels are few and bounded on purpose, and never say who called: no subscription, no key, no path. Meters that exist
 * are found without making garbage. Thread-safe, never blocks. What each meter means stands in
 * {@code docs/operations.md}.
 */
@Component
public class CallMeters implements UsageListener {

    /** Workspaces and limits come from files that operators write; past this many, something else is wrong. */
    private static final int MOST = 100;

    private static final String RETRIES = "lakefront.retries";
    private static final String RATE_LIMITED = "lakefront.rate.limited";

    /** How one attempt at a model server went. */
    public enum AttemptOutcome {
        /** The head of an answer came, whatever its status. */
        ANSWERED,
        /** There was no answer: not reached, broken off, too slow. */
        FAILED,
        /** The caller left first. */
        CANCELLED;

        private final String word = name().toLowerCase(Locale.ROOT);

        /** The word in metrics. */
        public String word() {
            return word;
        }
    }

    private record Retried(String api, String reason) {}

    private final MeterRegistry registry;
    private final Duration[] apiBuckets;
    private final BoundedLabels apiLabels;
    private final BoundedLabels workspaceLabels = new BoundedLabels(MOST);
    private final BoundedLabels policyLabels = new BoundedLabels(MOST);
    private final Map<String, ApiMeters> apis = new ConcurrentHashMap<>();
    private final Map<String, WorkspaceMeters> workspaces = new ConcurrentHashMap<>();
    private final Map<String, Counter> rateLimited = new ConcurrentHashMap<>();
    private final Map<Retried, Counter> retries = new ConcurrentHashMap<>();

    CallMeters(MeterRegistry registry, MetricsProperties properties) {
        this.registry = registry;
        this.apiBuckets = properties.apiHistograms() ? WorkspaceMeters.BUCKETS : new Duration[0];
        this.apiLabels = new BoundedLabels(properties.apis());
    }

    @Override
    public void ended(UsageRecord usage) {
        api(apiLabels.label(usage.target().api())).record(usage);
        if (usage.times().firstByte() >= 0 && usage.target().workspace() != null) {
            workspace(usage.target().workspace())
                    .firstByte()
                    .record(usage.times().firstByte(), TimeUnit.NANOSECONDS);
        }
    }

    /** A model server was called. The time is in nanoseconds, until the head of its answer or the end without one. */
    public void attempted(String workspace, AttemptOutcome attempt, long nanos) {
        Objects.requireNonNull(workspace(workspace).upstream().get(attempt), "every kind of attempt has a timer")
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    /**
     * A limit has refused a call.
     *
     * @param policy the name of the limit
     */
    public void rateLimited(String policy) {
        String label = policyLabels.label(policy);
        Counter known = rateLimited.get(label);
        (known != null ? known : rateLimited.computeIfAbsent(label, this::rateLimitedCounter)).increment();
    }

    /**
     * A call is being tried again.
     *
     * @param reason one of a few fixed words, such as {@code credential-rejected}
     */
    public void retried(String api, String reason) {
        Retried labels = new Retried(apiLabels.label(api), reason);
        retries.computeIfAbsent(labels, this::retriesCounter).increment();
    }

    /** Forgets the meters of all other APIs, so that those that are published now may have some. */
    public void retainApis(Collection<String> published) {
        if (!apiLabels.retain(published)) {
            return;
        }
        apis.keySet().removeIf(this::isGone);
        retries.keySet().removeIf(labels -> isGone(labels.api()));
        for (Meter meter : registry.getMeters()) {
            String api = meter.getId().getTag("api");
            if (api != null && meter.getId().getName().startsWith("lakefront.") && isGone(api)) {
                registry.remove(meter);
            }
        }
    }

    private boolean isGone(String label) {
        return !label.equals(BoundedLabels.OTHER) && !label.equals(BoundedLabels.NONE) && !apiLabels.isOwn(label);
    }

    private ApiMeters api(String label) {
        ApiMeters known = apis.get(label);
        return known != null ? known : apis.computeIfAbsent(label, added -> new ApiMeters(registry, added, apiBuckets));
    }

    private WorkspaceMeters workspace(@Nullable String workspace) {
        String label = workspaceLabels.label(workspace);
        WorkspaceMeters known = workspaces.get(label);
        return known != null
                ? known
                : workspaces.computeIfAbsent(label, added -> WorkspaceMeters.register(registry, added));
    }

    private Counter rateLimitedCounter(String policy) {
        return Counter.builder(RATE_LIMITED)
                .description("Calls that a limit refused")
                .tag("policy", policy)
                .register(registry);
    }

    private Counter retriesCounter(Retried labels) {
        return Counter.builder(RETRIES)
                .description("Attempts that were made again")
                .tag("api", labels.api())
                .tag("reason", labels.reason())
                .register(registry);
    }
}
