package dev.lakefront.identity;

/**
 * Keeps the demonstration's users where a test declares a workspace of its own, so that somebody can sign in without a
 * provider.
 */
public class LocalSignIn implements Demonstration {

    @Override
    public boolean isOn() {
        return true;
    }
}
