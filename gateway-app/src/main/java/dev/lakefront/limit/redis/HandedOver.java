package dev.lakefront.limit.redis;

/**
 * Whether an admission has reached who asked for it. One that was given up in the same moment has not, and nobody else
 * would give its places back.
 */
final class HandedOver {

    private final Runnable giveBack;
    private boolean taken;
    private boolean left;
    private boolean offered;

    HandedOver(Runnable giveBack) {
        this.giveBack = giveBack;
    }

    /** Who asked has got it, and gives it back. */
    synchronized void taken() {
        taken = true;
    }

    /** Who asked waits no more. */
    void left() {
        settle(true, false);
    }

    synchronized boolean isLeft() {
        return left;
    }

    /** It was offered; where it was not taken by now, who asked has left or will have. */
    void offered(boolean admitted) {
        if (admitted) {
            settle(false, true);
        }
    }

    private void settle(boolean leaving, boolean offering) {
        boolean last;
        synchronized (this) {
            left |= leaving;
            offered |= offering;
            last = left && offered && !taken;
            // Once is enough.
            taken |= last;
        }
        if (last) {
            giveBack.run();
        }
    }
}
