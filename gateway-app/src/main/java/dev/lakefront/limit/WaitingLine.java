package dev.lakefront.limit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/**
 * Those who wait for one limit and key: in turns between groups, in the order they came within each. Belongs to the
 * room's own thread.
 */
final class WaitingLine {

    private record Group(String name, Deque<Waiting> calls) {}

    /** Names the limit and the key; its permits say nothing. */
    final Charge charge;

    private final Map<String, Group> groups = new HashMap<>();
    private final Deque<Group> turns = new ArrayDeque<>();

    /** The head, while the limiter is asked for it. */
    @Nullable
    Waiting asking;

    /** Whether something came back while the limiter was asked. */
    boolean askAgain;

    /** In nanoseconds on the room's clock: when the head may go. */
    long headAt;

    @Nullable
    Disposable timer;

    WaitingLine(Charge charge) {
        this.charge = charge;
    }

    @Nullable
    Waiting head() {
        Group first = turns.peekFirst();
        return first == null ? null : first.calls().peekFirst();
    }

    void add(Waiting call) {
        Group group = groups.computeIfAbsent(call.ask.group(), name -> {
            Group created = new Group(name, new ArrayDeque<>());
            turns.addLast(created);
            return created;
        });
        group.calls().addLast(call);
    }

    /** Takes out whoever leaves without having had its turn. */
    void remove(Waiting call) {
        Group group = groups.get(call.ask.group());
        if (group != null && group.calls().remove(call) && group.calls().isEmpty()) {
            groups.remove(group.name());
            turns.remove(group);
        }
    }

    /** Takes out whoever had its turn; its group's next call comes after those of all others. */
    void served(Waiting call) {
        Group group = groups.get(call.ask.group());
        remove(call);
        if (group != null && !group.calls().isEmpty() && turns.remove(group)) {
            turns.addLast(group);
        }
    }

    /**
     * How long a newcomer would wait behind those who are here, in nanoseconds; for calls in flight only as long as is
     * certain.
     */
    long estimate(Waiting newcomer, long now) {
        Waiting head = head();
        long untilHead = Math.max(0, headAt - now);
        if (head == null || !(charge.limit().window() instanceof Window.Refill refill)) {
            return charge.limit().window() instanceof Window.InFlight ? 0 : untilHead;
        }
        double permits = (double) permitsBefore(newcomer) + newcomer.permits(this) - head.permits(this);
        return untilHead
                + (long) Math.ceil(
                        permits * refill.per().toNanos() / charge.limit().amount());
    }

    /** What is taken before a newcomer has its turn, as long as no other group joins. */
    private long permitsBefore(Waiting newcomer) {
        Group own = groups.get(newcomer.ask.group());
        int round = own == null ? 0 : own.calls().size();
        long permits = 0;
        for (Group group : turns) {
            int left = group == own ? round : round + 1;
            for (Waiting call : group.calls()) {
                if (left-- == 0) {
                    break;
                }
                permits += call.permits(this);
            }
        }
        return permits;
    }
}
