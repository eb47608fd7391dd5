package dev.lakefront.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import io.netty.util.AttributeKey;

/**
 * Remembers of a connection that its last answer went out whole.
 *
 * <p>Such a connection is closed by the gateway, and before Reactor Netty says that the answer is written: without this,
 * each answer with {@code Connection: close} would look like one whose caller has left.
 */
public final class LastAnswer {

    private static final AttributeKey<Boolean> OUT = AttributeKey.valueOf(LastAnswer.class, "out");

    private LastAnswer() {}

    /** Notes the end of this write. To be called before others wait for it, who may close the connection. */
    static void watch(Channel channel, ChannelPromise written) {
        written.addListener(done -> {
            if (done.isSuccess()) {
                channel.attr(OUT).set(true);
            }
        });
    }

    /** Whether nothing more is owed to this caller. */
    public static boolean isOut(Channel channel) {
        return channel.attr(OUT).get() != null;
    }
}
