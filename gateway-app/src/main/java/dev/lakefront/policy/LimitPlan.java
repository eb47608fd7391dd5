package dev.lakefront.policy;

import dev.lakefront.limit.Ask;
import dev.lakefront.limit.Charge;
import dev.lakefront.limit.CountedBy;
import dev.lakefront.limit.KeyKind;
import dev.lakefront.limit.Limit;
import dev.lakefront.limit.LimitKey;
import dev.lakefront.limit.LimitState;
import dev.lakefront.limit.LoweredLimits;
import dev.lakefront.limit.RateLimitHeaders;
import dev.lakefront.limit.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All limits that the calls of one API spend under one product, made ready: what is the same for every call is there
 * already. Thread-safe, and never changes.
 */
public final class LimitPlan {

    /** Some ten megabytes, were there ever so many different ones. */
    private static final int MOST_LOWERED = 10_000;

    private final Policy.LimitPolicy[] policies;

    /** The keys that are the same for every call. */
    private final @Nullable LimitKey[] keys;

    /** Where nothing depends on the call, the charges; those that every call spends stand at the end. */
    private final @Nullable Charge[] ready;

    private final List<Policy.LimitPolicy> declared;
    private final List<Charge> always;
    private final String api;
    private final @Nullable String product;

    /** Made when the first call needs one, and again when there are too many. */
    private final Map<LoweredLimits, LimitPlan> lowered = new ConcurrentHashMap<>();

    private final List<Duration> waits;
    private final boolean waiting;
    private final boolean countsBody;
    private final boolean endsWithCall;
    private final @Nullable String policyHeader;

    /**
     * @param always what every call spends besides, whoever makes it
     * @param product absent for calls under none
     */
    LimitPlan(List<Policy.LimitPolicy> policies, List<Charge> always, String api, @Nullable String product) {
        this.declared = List.copyOf(policies);
        this.always = always;
        this.api = api;
        this.product = product;
        this.policies = policies.toArray(Policy.LimitPolicy[]::new);
        this.keys = new LimitKey[policies.size()];
        this.ready = new Charge[policies.size() + always.size()];
        List<Duration> allWaits = new ArrayList<>();
        for (int i = 0; i < this.policies.length; i++) {
            LimitKey key = key(this.policies[i].key(), api, product);
            Limit limit = this.policies[i].limit();
            keys[i] = key;
            ready[i] = key == null || isInBody(limit.unit()) ? null : Charge.one(key, limit);
            allWaits.add(this.policies[i].longestWait());
        }
        for (int i = 0; i < always.size(); i++) {
            ready[policies.size() + i] = always.get(i);
            allWaits.add(Duration.ZERO);
        }
        this.waits = List.copyOf(allWaits);
        this.waiting = waits.stream().anyMatch(wait -> !wait.isZero());
        this.countsBody =
                policies.stream().anyMatch(policy -> isInBody(policy.limit().unit()));
        this.endsWithCall =
                policies.stream().anyMatch(policy -> isKnownAtEnd(policy.limit().unit()))
                        || always.stream()
                                .anyMatch(charge -> isKnownAtEnd(charge.limit().unit()));
        this.policyHeader = policyHeader(policies, always);
    }

    private static @Nullable String policyHeader(List<Policy.LimitPolicy> policies, List<Charge> always) {
        List<LimitState> states = Stream.concat(
                        policies.stream().map(Policy.LimitPolicy::limit),
                        always.stream().map(Charge::limit))
                .map(limit -> new LimitState(limit, 0, Duration.ZERO))
                .toList();
        Set<String> names = new HashSet<>();
        // Of two limits with one name the tighter is shown, and which that is changes from call to call.
        return states.stream().allMatch(state -> names.add(state.limit().name()))
                ? RateLimitHeaders.policy(states)
                : null;
    }

    /** Absent when it is another one for each call. */
    private static @Nullable LimitKey key(CountedBy key, String api, @Nullable String product) {
        return switch (key.kind()) {
            case API -> new LimitKey(KeyKind.API, api);
            case PRODUCT -> new LimitKey(KeyKind.PRODUCT, product == null ? "" : product);
            case SUBSCRIPTION, CLIENT_ADDRESS, HEADER -> null;
        };
    }

    private static LimitKey key(CountedBy key, LimitedCall call) {
        return switch (key.kind()) {
            case SUBSCRIPTION -> {
                String subscription = call.subscription();
                yield subscription == null ? LimitKey.ANONYMOUS : LimitKey.subscription(subscription);
            }
            case CLIENT_ADDRESS -> new LimitKey(KeyKind.CLIENT_ADDRESS, call.clientAddress());
            case HEADER -> new LimitKey(KeyKind.HEADER, key.header() + ":" + call.header(key.header()));
            case API, PRODUCT -> throw new IllegalArgumentException(key.word() + " is the same for every call");
        };
    }

    private static boolean isInBody(Unit unit) {
        return unit == Unit.INPUTS || unit == Unit.ROWS;
    }

    private static boolean isKnownAtEnd(Unit unit) {
        return unit == Unit.BYTES || unit == Unit.CALLS_IN_FLIGHT;
    }

    /** The same for a subscription that has some limits lower; to be asked only for one that has. */
    public LimitPlan lowered(LoweredLimits own) {
        LimitPlan known = lowered.get(own);
        if (known != null) {
            return known;
        }
        if (lowered.size() >= MOST_LOWERED) {
            lowered.clear();
        }
        return lowered.computeIfAbsent(own, this::lower);
    }

    private LimitPlan lower(LoweredLimits own) {
        PolicyScope to = product == null ? new PolicyScope.Api(api) : new PolicyScope.Product(product);
        List<Policy.LimitPolicy> lower = declared.stream()
                .map(policy -> policy.canBeLowered(to) ? policy.with(own.lower(policy.limit())) : policy)
                .toList();
        return lower.equals(declared) ? this : new LimitPlan(lower, always, api, product);
    }

    /** For tests: how many are kept. */
    int sizeOfLowered() {
        return lowered.size();
    }

    public boolean isEmpty() {
        return ready.length == 0;
    }

    /** Whether some limit holds calls instead of refusing them. */
    public boolean waits() {
        return waiting;
    }

    /** Whether the body must be read for what a call spends. */
    public boolean countsBody() {
        return countsBody;
    }

    /** Whether something is left to be settled when a call ends: places to give back, or bytes to debit. */
    public boolean endsWithCall() {
        return endsWithCall;
    }

    /** Whether a limit is none of a policy's, but what every call spends besides. */
    public boolean isOfWorkspace(Limit limit) {
        for (int i = policies.length; i < ready.length; i++) {
            Charge charge = ready[i];
            if (charge != null && charge.limit().equals(limit)) {
                return true;
            }
        }
        return false;
    }

    /** The value of {@code RateLimit-Policy} where it is the same for every call; else absent. */
    public @Nullable String policyHeader() {
        return policyHeader;
    }

    /** What a call spends, in the order in which its limits were declared. */
    public List<Charge> charges(LimitedCall call) {
        Charge[] charges = new Charge[ready.length];
        for (int i = 0; i < charges.length; i++) {
            Charge known = ready[i];
            charges[i] = known != null ? known : charge(i, call);
        }
        return Arrays.asList(charges);
    }

    /** For the waiting room; callers take turns by subscription, those without one by address. */
    public Ask ask(List<Charge> charges, LimitedCall call) {
        String subscription = call.subscription();
        return new Ask(charges, waits, call.held(), subscription != null ? subscription : "\0" + call.clientAddress());
    }

    /** What is still to be debited when the bytes of a call are known; one byte was spent when it began. */
    public static List<Charge> debits(List<Charge> charges, long bytes) {
        if (bytes < 2) {
            return List.of();
        }
        List<Charge> debits = new ArrayList<>(1);
        for (Charge charge : charges) {
            if (charge.limit().unit() == Unit.BYTES) {
                debits.add(new Charge(charge.key(), charge.limit(), bytes - 1));
            }
        }
        return debits;
    }

    private Charge charge(int index, LimitedCall call) {
        Policy.LimitPolicy policy = policies[index];
        LimitKey key = keys[index];
        return new Charge(
                key != null ? key : key(policy.key(), call),
                policy.limit(),
                permits(policy.limit().unit(), call));
    }

    private static long permits(Unit unit, LimitedCall call) {
        return switch (unit) {
            case CALLS, CALLS_IN_FLIGHT, BYTES -> 1;
            case INPUTS -> call.inputs();
            case ROWS -> call.rows();
        };
    }
}
