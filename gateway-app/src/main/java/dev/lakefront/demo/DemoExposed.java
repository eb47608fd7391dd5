package dev.lakefront.demo;

/** Thrown when the simulation would be offered to a network. */
final class DemoExposed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DemoExposed(String address) {
        super("no workspace is configured, and the simulated one is not offered at " + address, null, false, false);
    }
}
