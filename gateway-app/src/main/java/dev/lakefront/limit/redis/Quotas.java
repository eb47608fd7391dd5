package dev.lakefront.limit.redis;

import dev.lakefront.limit.Charge;
import dev.lakefront.limit.Limit;
import dev.lakefront.limit.LimitKey;
import dev.lakefront.limit.LimitState;
import dev.lakefront.limit.OnRedisFailure;
import dev.lakefront.limit.Window;
import dev.lakefront.redis.Replicas;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What this replica lets be spent of quotas while Redis is away, and what it then owes Redis. A quota is a limit whose
 * window is a calendar's or rolls. The share is of what Redis last said was left: an outage gives nobody a second month.
 */
final class Quotas {

    /** Some 30 MB when full. */
    private static final int MOST = 100_000;

    private static final int BATCH = 50;

    private record Identity(LimitKey key, Limit limit) {}

    private static final class Account {

        private final Instant end;
        private long left;
        private long owed;

        private Account(Instant end, long left) {
            this.end = end;
            this.left = left;
        }
    }

    private final LimitScript script;
    private final Replicas replicas;
    private final Fallbacks fallbacks;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Identity, Account> accounts = new HashMap<>();

    Quotas(LimitScript script, Replicas replicas, Fallbacks fallbacks) {
        this.script = script;
        this.replicas = replicas;
        this.fallbacks = fallbacks;
    }

    static boolean isQuota(Charge charge) {
        return switch (charge.limit().window()) {
            case Window.Calendar _, Window.Rolling _ -> true;
            case Window.Refill _, Window.InFlight _ -> false;
        };
    }

    /**
     * Takes from all quotas or from none.
     *
     * @return the state of the first that has not enough left; null when all is taken
     */
    @Nullable
    LimitState take(List<Charge> quotas) {
        lock.lock();
        try {
            for (Charge charge : quotas) {
                boolean enforced = charge.limit().onRedisFailure() == OnRedisFailure.LOCAL;
                if (enforced && account(charge).left < allowed(charge)) {
                    return state(charge);
                }
            }
            quotas.forEach(charge -> spend(charge, charge.permits()));
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** A call that is larger than the share, but not than the quota, takes the whole share. */
    private long allowed(Charge charge) {
        return Math.min(charge.permits(), share(charge.limit().amount()));
    }

    /** Gives back what was taken, when another limit has refused the call. */
    void giveBack(List<Charge> quotas) {
        lock.lock();
        try {
            quotas.forEach(charge -> spend(charge, -charge.permits()));
        } finally {
            lock.unlock();
        }
    }

    /** Takes even what is not there. */
    void debit(List<Charge> quotas) {
        lock.lock();
        try {
            quotas.forEach(charge -> spend(charge, charge.permits()));
        } finally {
            lock.unlock();
        }
    }

    private void spend(Charge charge, long permits) {
        Account account = account(charge);
        account.left -= permits;
        account.owed += permits;
    }

    LimitState state(Charge charge) {
        lock.lock();
        try {
            Account account = account(charge);
            Limit limit = charge.limit();
            return account.left >= limit.amount()
                    ? new LimitState(limit, limit.amount(), Duration.ZERO)
                    : new LimitState(limit, Math.max(0, account.left), Duration.between(now(), account.end));
        } finally {
            lock.unlock();
        }
    }

    private Account account(Charge charge) {
        Identity identity = new Identity(charge.key(), charge.limit());
        Account known = accounts.get(identity);
        if (known != null && now().isBefore(known.end)) {
            return known;
        }
        Account opened = open(charge, known == null);
        if (known == null && accounts.size() >= MOST) {
            // Neither enforced nor counted: that is said, and measured.
            fallbacks.lost(MOST);
        } else {
            accounts.put(identity, opened);
        }
        return opened;
    }

    /** @param first whether it is not just another period that began during the outage */
    private Account open(Charge charge, boolean first) {
        Instant now = now();
        Limit limit = charge.limit();
        Instant end = switch (limit.window()) {
            case Window.Calendar calendar -> calendar.next(now);
            case Window.Rolling rolling -> now.plus(rolling.length());
            case Window.Refill _, Window.InFlight _ -> throw new IllegalArgumentException("not a quota");
        };
        long left = first ? script.lastRemaining(charge, now) : limit.amount();
        return new Account(end, share(left));
    }

    private long share(long amount) {
        return Math.ceilDiv(amount, replicas.living());
    }

    /** Tells Redis what it is owed, and closes the accounts. What Redis does not confirm goes on to be owed. */
    void settle() {
        List<Charge> owed = new ArrayList<>();
        lock.lock();
        try {
            if (accounts.isEmpty()) {
                return;
            }
            Instant now = now();
            accounts.forEach((identity, account) -> {
                // What was spent of a period that is over is no matter any more.
                if (account.owed > 0 && now.isBefore(account.end)) {
                    owed.add(new Charge(identity.key(), identity.limit(), account.owed));
                }
            });
            accounts.clear();
        } finally {
            lock.unlock();
        }
        for (int from = 0; from < owed.size(); from += BATCH) {
            send(List.copyOf(owed.subList(from, Math.min(from + BATCH, owed.size()))));
        }
    }

    private void send(List<Charge> batch) {
        script.debit(batch).whenComplete((answer, failure) -> {
            if (failure == null) {
                fallbacks.settled(batch.size());
            } else {
                debit(batch);
            }
        });
    }

    private Instant now() {
        return Instant.EPOCH.plus(replicas.micros(), ChronoUnit.MICROS);
    }
}
