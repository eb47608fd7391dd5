package dev.lakefront.portal.admin;

import dev.lakefront.portal.api.LifecycleView;
import dev.lakefront.publication.PublishedApi;
import dev.lakefront.publication.Snapshot;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An API whose last day is near or over: a reminder to see who still calls it, or to take its file away.
 *
 * @param last its last day
 */
record EndingApi(String id, String title, LocalDate last, LifecycleView lifecycle) {

    /** As long before as a team needs to ask the last callers. */
    private static final int DAYS = 30;

    public String href() {
        return "/portal/apis/" + id;
    }

    /** Where its calls of the last days are. */
    public String calls() {
        return "/portal/usage?api=" + id;
    }

    /** Those of a snapshot, the one that ends first before the others. */
    static List<EndingApi> of(Snapshot snapshot, LocalDate today) {
        Map<String, PublishedApi> apis = new TreeMap<>(snapshot.apis());
        return apis.values().stream()
                .map(api -> of(api, snapshot, today))
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(EndingApi::last))
                .toList();
    }

    private static @Nullable EndingApi of(PublishedApi api, Snapshot snapshot, LocalDate today) {
        LifecycleView lifecycle = LifecycleView.of(api.api().lifecycle(), today, snapshot.apis());
        LocalDate last = lifecycle == null ? null : lifecycle.lifecycle().sunset();
        return lifecycle == null || last == null || last.isAfter(today.plusDays(DAYS))
                ? null
                : new EndingApi(api.api().id(), api.api().title(), last, lifecycle);
    }
}
