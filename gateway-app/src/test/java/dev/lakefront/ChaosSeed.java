package dev.lakefront;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * What is random in a test of random faults, from one seed: the same seed gives the same faults in the same order.
 *
 * <p>Such tests carry {@code @Tag("chaos")}; {@code mvn -Pchaos test} runs them.
 */
public final class ChaosSeed {

    /** Another one with {@code -Dlakefront.chaos.seed=<number>}. */
    public static final long SEED = Long.getLong("lakefront.chaos.seed", 20261121L);

    private ChaosSeed() {}

    /** A source of its own for each name, so that one test's draws do not move another's. */
    public static RandomGenerator random(String name) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(SEED * 31 + name.hashCode());
    }

    /** One of them, each as likely. */
    @SafeVarargs
    public static <T> T one(RandomGenerator random, T... among) {
        return among[random.nextInt(among.length)];
    }

    /** For the description of an assertion: how to see it again. */
    public static String hint() {
        return "again with -Dlakefront.chaos.seed=" + SEED;
    }
}
