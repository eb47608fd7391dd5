package dev.lakefront.portal;

import dev.lakefront.identity.Role;
import dev.lakefront.identity.Visitor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every page shows around its content; the model attribute {@code portal} of the layout.
 *
 * @param path of this page, to come back to after signing in
 * @param visitor absent while nobody has signed in
 */
public record PortalPage(
        String name, String icon, String path, @Nullable Visitor visitor, List<Link> links, List<Link> footer) {

    /** Whether who looks at it may see everything. */
    public boolean administers() {
        return visitor != null && visitor.is(Role.ADMINISTRATOR);
    }

    /** @param current whether this page is the one, or below the one, that it leads to */
    public record Link(String text, String href, boolean current) {}
}
