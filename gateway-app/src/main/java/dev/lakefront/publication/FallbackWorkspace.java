package dev.lakefront.publication;

import dev.lakefront.backend.Workspace;
import dev.lakefront.subscription.Subscription;
import java.util.Optional;

/**
 * Gives a workspace when no file declares one, so that the gateway has something to front. Found by injection, in order;
 * the first that gives one wins.
 */
public interface FallbackWorkspace {

    /** Starts or finds the workspace; called once, before anything is published. Empty when it has none to give. */
    Optional<Workspace> workspace();

    /** A subscription to everything for whoever started the gateway; absent when files declare who may call. */
    Optional<Subscription> subscription();
}
