package dev.lakefront.resilience;

/** The places of a workspace, and how many of them one of its endpoints may take. Thread-safe. */
final class WorkspaceShare {

    private final Places places = new Places();
    private volatile int endpoints;

    Places places() {
        return places;
    }

    void endpoints(int number) {
        endpoints = number;
    }

    /** All of them for an only endpoint; else three quarters, so that one that hangs leaves room for the others. */
    int of(int room) {
        return endpoints < 2 || room < 2 ? room : room - room / 4 - (room < 4 ? 1 : 0);
    }
}
