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

    /** The calls of one group, and what they want together. */
    private static final class Group {

        final String name;
        final Deque<Waiting> calls = new ArrayDeque<>();
        long permits;

        Group(String name) {
            this.name = name;
        }
    }

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
        return first == null ? null : first.calls.peekFirst();
    }

    void add(Waiting call) {
        Group group = groups.computeIfAbsent(call.ask.group(), name -> {
            Group created = new Group(name);
            turns.addLast(created);
            return created;
        });
        group.calls.addLast(call);
        group.permits += call.permits(this);
    }

    /** Takes out whoever leaves without having had its turn. */
    void remove(Waiting call) {
        Group group = groups.get(call.ask.group());
        if (group == null || !group.calls.remove(call)) {
            return;
        }
        group.permits -= call.permits(this);
        if (group.calls.isEmpty()) {
            groups.remove(group.name);
            turns.remove(group);
        }
    }

    /** Takes out whoever had its turn; its group's next call comes after those of all others. */
    void served(Waiting call) {
        Group group = groups.get(call.ask.group());
        remove(call);
        if (group != null && !group.calls.isEmpty() && turns.remove(group)) {
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

    /**
     * What is taken before a newcomer has its turn, as long as no other group joins. Of a larger group it is the average
     * that counts: lines can be long, and everybody who comes asks.
     */
    private long permitsBefore(Waiting newcomer) {
        Group own = groups.get(newcomer.ask.group());
        int round = own == null ? 1 : own.calls.size() + 1;
        long permits = own == null ? 0 : own.permits;
        for (Group other : turns) {
            if (other != own) {
                int size = other.calls.size();
                permits += size <= round ? other.permits : other.permits * round / size;
            }
        }
        return permits;
    }
}
