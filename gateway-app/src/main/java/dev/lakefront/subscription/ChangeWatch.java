package dev.lakefront.subscription;

/** Wants to know at once that some stored subscription changed, perhaps on another replica. Found by injection. */
public interface ChangeWatch {

    /** Called on a thread that may block. */
    void changed();
}
