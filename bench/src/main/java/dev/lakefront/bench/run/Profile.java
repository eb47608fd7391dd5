package dev.lakefront.bench.run;

import dev.lakefront.bench.wire.Bodies;
import java.util.List;

/**
 * What is asked for.
 *
 * @param rate calls a second that begin at even distances, for calls that last long and would all begin at once
 *     otherwise; 0 for a closed loop
 * @param systems that this profile is about, unless others are named
 * @param open whether the open loop says something: not for bodies that fill the cores with copying
 */
record Profile(
        String name,
        int requestBytes,
        Bodies.Wish wish,
        int connections,
        double rate,
        List<String> systems,
        boolean open) {

    private static final List<String> ALL = List.of("direct", "nginx", "bare", "stock", "lakefront", "portkey");

    private static final List<String> MANY_APIS = List.of(
            "direct",
            "bare",
            "lakefront",
            "lakefront@100",
            "lakefront@1000",
            "lakefront@10000",
            "stock",
            "stock@1000",
            "stock@10000");

    static final List<Profile> PROFILES = List.of(
            new Profile("small", 201, new Bodies.Wish(193, 0, 0), 32, 0, ALL, true),
            new Profile("10k", 10_240, new Bodies.Wish(10_240, 0, 0), 32, 0, ALL, true),
            new Profile("1m", 1_048_576, new Bodies.Wish(1_048_576, 0, 0), 16, 0, ALL, false),
            new Profile("delay50", 201, new Bodies.Wish(193, 50, 0), 256, 0, ALL, true),
            new Profile("sse", 201, new Bodies.Wish(64, 10, 100), 64, 25, ALL, false),
            new Profile("apis", 201, new Bodies.Wish(193, 0, 0), 32, 0, MANY_APIS, false));

    static Profile named(String name) {
        return PROFILES.stream()
                .filter(profile -> profile.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no profile '" + name + "'; there are "
                        + PROFILES.stream().map(Profile::name).toList()));
    }

    /** What warms up for it: of calls that last long there would be too few, so these are short and follow each other. */
    Profile warmUp() {
        return rate == 0
                ? this
                : new Profile(
                        name,
                        requestBytes,
                        new Bodies.Wish(wish.answerBytes(), 0, 3),
                        connections / 2,
                        0,
                        systems,
                        open);
    }

    /** What the first table says of how it was measured. */
    String load() {
        return rate > 0 ? "%.0f/s".formatted(rate) : Sample.CLOSED;
    }
}
