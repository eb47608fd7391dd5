package dev.lakefront.identity;

/** Says whether the gateway serves the simulation and nothing else, so that everybody may know the passwords. */
public interface Demonstration {

    /** At this moment: files that declare a workspace end it. */
    boolean isOn();
}
