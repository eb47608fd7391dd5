package dev.lakefront.publication;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Waits for what happens on another thread. */
public final class Eventually {

    private Eventually() {}

    /** Tries until the assertion holds; fails as the assertion does after ten seconds. */
    public static void eventually(ThrowingCallable assertion) throws Throwable {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (true) {
            try {
                assertion.call();
                return;
            } catch (AssertionError notYet) {
                if (System.nanoTime() > end) {
                    throw notYet;
                }
                Thread.sleep(20);
            }
        }
    }
}
