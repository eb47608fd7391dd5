package dev.lakefront.portal.tryit;

import dev.lakefront.identity.Visitor;
import dev.lakefront.publication.PublishedApi;
import org.jspecify.annotations.Nullable;

/** Says who may see an API. Found by injection; what one hides is hidden. */
public interface ApiVisibility {

    /** @param visitor absent for somebody who has not signed in */
    boolean sees(@Nullable Visitor visitor, PublishedApi api);
}
