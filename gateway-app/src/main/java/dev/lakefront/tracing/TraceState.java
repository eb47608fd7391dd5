package dev.lakefront.tracing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks {@code tracestate}: a list of at most 32 members, each of a vendor's own.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/#tracestate-header">W3C Trace Context, section 3.3</a>
 */
final class TraceState {

    private static final int MOST_MEMBERS = 32;

    /** What every system has to pass on; of more, long members go first and then the oldest. */
    private static final int LONGEST = 512;

    private static final int LONG_MEMBER = 128;

    private static final Pattern KEY =
            Pattern.compile("[a-z][a-z0-9_*/-]{0,255}|[a-z0-9][a-z0-9_*/-]{0,240}@[a-z][a-z0-9_*/-]{0,13}");

    /** Printable, without comma and equals sign, not ending with a space. */
    private static final Pattern VALUE =
            Pattern.compile("[\\x20-\\x2b\\x2d-\\x3c\\x3e-\\x7e]{0,255}[\\x21-\\x2b\\x2d-\\x3c\\x3e-\\x7e]");

    private TraceState() {}

    /** The members in order, as one header; absent when there is none, or when any is not valid. */
    static @Nullable String valid(List<String> headers) {
        List<String> members = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (String header : headers) {
            for (String part : header.split(",", -1)) {
                String member = part.strip();
                if (member.isEmpty()) {
                    continue;
                }
                int equals = member.indexOf('=');
                if (equals < 0
                        || !KEY.matcher(member.substring(0, equals)).matches()
                        || !VALUE.matcher(member.substring(equals + 1)).matches()
                        || !keys.add(member.substring(0, equals))) {
                    return null;
                }
                members.add(member);
            }
        }
        return members.isEmpty() || members.size() > MOST_MEMBERS ? null : shortened(members);
    }

    private static @Nullable String shortened(List<String> members) {
        String whole = String.join(",", members);
        if (whole.length() <= LONGEST) {
            return whole;
        }
        members.removeIf(member -> member.length() > LONG_MEMBER);
        while (length(members) > LONGEST) {
            members.removeLast();
        }
        return members.isEmpty() ? null : String.join(",", members);
    }

    private static int length(List<String> members) {
        return members.stream().mapToInt(member -> member.length() + 1).sum() - 1;
    }
}
