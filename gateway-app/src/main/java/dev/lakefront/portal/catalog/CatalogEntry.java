package dev.lakefront.portal.catalog;

import dev.lakefront.portal.api.EndpointBadge;
import dev.lakefront.portal.api.LifecycleView;
import dev.lakefront.portal.markdown.Markdown;
import dev.lakefront.publication.PublishedApi;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One API as the catalog shows it.
 *
 * @param summary one line; empty where nobody wrote one
 * @param lifecycle when it ends; absent while nothing is said of that
 * @param searched everything that a search looks at, in lower case
 */
record CatalogEntry(
        String id,
        String title,
        String summary,
        String path,
        String task,
        String workspace,
        @Nullable String team,
        EndpointBadge state,
        List<String> tags,
        @Nullable LifecycleView lifecycle,
        String searched) {

    static CatalogEntry of(PublishedApi published, @Nullable LifecycleView lifecycle) {
        var api = published.api();
        String summary = api.summary() == null ? "" : Markdown.plain(api.summary());
        String team = api.owner() == null ? null : api.owner().team();
        String task = published.document().task().word();
        String searched = String.join(
                        "\n",
                        api.id(),
                        api.title(),
                        summary,
                        api.path(),
                        api.endpoint(),
                        task,
                        api.workspace(),
                        team == null ? "" : team,
                        lifecycle == null ? "" : lifecycle.badge(),
                        String.join("\n", api.tags()))
                .toLowerCase(Locale.ROOT);
        return new CatalogEntry(
                api.id(),
                api.title(),
                summary,
                api.path(),
                task,
                api.workspace(),
                team,
                EndpointBadge.of(published),
                api.tags(),
                lifecycle,
                searched);
    }

    public String href() {
        return "/portal/apis/" + id;
    }

    /** The state as addresses have it. */
    String status() {
        return state.state().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
