package dev.lakefront.portal.usage;

import dev.lakefront.identity.Visitor;
import java.util.Set;

/** Port to whoever knows which subscriptions are a visitor's. Quick: asked for each page, on an event loop. */
public interface OwnSubscriptions {

    /** Their ids; empty for a visitor without one. */
    Set<String> of(Visitor visitor);
}
