package dev.lakefront.limit.redis;

import static dev.lakefront.limit.redis.Calls.admitted;
import static dev.lakefront.limit.redis.Calls.release;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.limit.Limit;
import dev.lakefront.limit.OnRedisFailure;
import dev.lakefront.limit.Unit;
import dev.lakefront.limit.Window;
import dev.lakefront.redis.RedisServer;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What the documentation says of the gateway's user and of memory is true. */
class RedisAccessTests {

    private static final Limit ROLLING = new Limit(
            "rolling", Unit.CALLS, 1_000, new Window.Rolling(Duration.ofHours(1)), "apis/churn", OnRedisFailure.LOCAL);

    private static String documented() throws IOException {
        return Files.readString(Path.of("../docs/redis.md"))
                .lines()
                .filter(line -> line.startsWith("ACL "))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void needsNoMoreThanTheDocumentedRights() throws IOException {
        String[] words = documented().split(" ");
        try (RedisServer server = RedisServer.start()) {
            CommandArgs<String, String> arguments = new CommandArgs<>(StringCodec.UTF8);
            for (int i = 1; i < words.length; i++) {
                arguments.add(words[i]);
            }
            server.ask(commands -> commands.dispatch(CommandType.ACL, new StatusOutput<>(StringCodec.UTF8), arguments));
            String url = server.url().replace("redis://", "redis://lakefront:password@");

            try (Replica replica = new Replica(url, "lakefront:", Duration.ofSeconds(2), null)) {
                assertThat(admitted(replica, Calls.bucket(2, Duration.ofHours(1)), 5))
                        .isEqualTo(2);
                assertThat(admitted(replica, Calls.monthly(2, OnRedisFailure.LOCAL), 5))
                        .isEqualTo(2);
                assertThat(admitted(replica, ROLLING, 5)).isEqualTo(5);
                assertThat(admitted(replica, Calls.places(2), 5)).isEqualTo(2);
                release(replica, Calls.places(2));
                assertThat(admitted(replica, Calls.places(2), 5)).isEqualTo(1);
                assertThat(replica.fallbacks("local")).isZero();
            }
        }
    }

    @Test
    void keepsCountersAsSmallAsDocumented() {
        AtomicLong micros = new AtomicLong(1_800_000_000_000_000L);
        try (RedisServer server = RedisServer.start();
                Replica replica = new Replica(server.url(), "lakefront:", Duration.ofSeconds(2), micros::get)) {
            admitted(replica, Calls.bucket(2, Duration.ofHours(1)), 5);
            for (int slot = 0; slot < 200; slot++) {
                admitted(replica, ROLLING, 1);
                micros.addAndGet(Duration.ofHours(1).toNanos() / 1000 / 60);
            }

            assertThat(memory(server, "*burst*")).isLessThanOrEqualTo(200);
            assertThat(memory(server, "*rolling*")).isLessThanOrEqualTo(1_600);
        }
    }

    private static long memory(RedisServer server, String pattern) {
        return server.ask(
                commands -> commands.memoryUsage(commands.keys(pattern).getFirst()));
    }
}
