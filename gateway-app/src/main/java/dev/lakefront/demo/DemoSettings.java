package dev.lakefront.demo;

import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Where the simulated workspace listens and how it paces itself.
 *
 * @param bindAddress an IP literal; one that is not loopback needs {@code exposed}
 * @param exposed whether others than this machine may reach the workspace
 * @param port 0 takes any free port
 * @param tokenLifetime how long a token of the OAuth endpoint is good for
 * @param chunkDelay the pause between two chunks of a stream; zero sends them as fast as the client reads
 * @param clock tells when a token expires and when an answer was made
 * @param random the source of every secret, so hand in a secure one; only used while starting
 */
public record DemoSettings(
        String bindAddress,
        boolean exposed,
        int port,
        Duration tokenLifetime,
        Duration chunkDelay,
        InstantSource clock,
        RandomGenerator random) {

    public DemoSettings {
        if (!loopback(bindAddress) && !exposed) {
            throw new IllegalArgumentException("bindAddress " + bindAddress
                    + " is not a loopback address. The simulated workspace listens on 127.0.0.1 or ::1 unless exposed"
                    + " is true.");
        }
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not between 0 (any free port) and 65535.");
        }
        if (tokenLifetime.toSeconds() < 1) {
            throw new IllegalArgumentException("tokenLifetime " + tokenLifetime + " is below one second.");
        }
        if (chunkDelay.isNegative()) {
            throw new IllegalArgumentException("chunkDelay " + chunkDelay + " is negative.");
        }
    }

    /** 127.0.0.1, any free port, tokens for one hour as a real workspace issues them, 15 ms between chunks. */
    public static DemoSettings onLoopback(InstantSource clock, RandomGenerator random) {
        return new DemoSettings("127.0.0.1", false, 0, Duration.ofHours(1), Duration.ofMillis(15), clock, random);
    }

    /** These settings on another port of the same address. */
    public DemoSettings withPort(int newPort) {
        return new DemoSettings(bindAddress, exposed, newPort, tokenLifetime, chunkDelay, clock, random);
    }

    /** These settings with another lifetime for the tokens of the OAuth endpoint. */
    public DemoSettings withTokenLifetime(Duration lifetime) {
        return new DemoSettings(bindAddress, exposed, port, lifetime, chunkDelay, clock, random);
    }

    /** These settings with another pause between the chunks of a stream. */
    public DemoSettings withChunkDelay(Duration delay) {
        return new DemoSettings(bindAddress, exposed, port, tokenLifetime, delay, clock, random);
    }

    private static boolean loopback(String address) {
        try {
            return InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "bindAddress '" + address + "' is not an IP address. Write 127.0.0.1, ::1 or the like.", e);
        }
    }
}
