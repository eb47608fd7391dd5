package dev.lakefront.publication;

import dev.lakefront.backend.Workspace;
import dev.lakefront.subscription.Subscription;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gives a workspace when no file declares one, so that the gateway has something to front. Found by injection, in order;
 * the first that gives one wins.
 */
public interface FallbackWorkspace {

    /** The ids of the workspaces that can be given: that of the environment, and the simulation. */
    Set<String> IDS = Set.of("databricks", "demo");

    /**
     * Starts or finds the workspace; called once, before anything is published. Empty when it has none to give; fails
     * with {@link IllegalArgumentException} when it was meant to have one and something is wrong with it.
     */
    Optional<Workspace> workspace();

    /** A subscription to everything for whoever started the gateway; used while no file declares who may call. */
    Optional<Subscription> subscription();

    /**
     * What is declared of the workspace while no file declares anything: the texts of configuration files by their names
     * without an ending, such as {@code products/trial}. The APIs of endpoints that none of them names are as without.
     */
    default Map<String, String> files() {
        return Map.of();
    }
}
