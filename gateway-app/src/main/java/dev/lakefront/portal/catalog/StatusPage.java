package dev.lakefront.portal.catalog;

import dev.lakefront.portal.api.Age;
import dev.lakefront.portal.api.EndpointBadge;
import dev.lakefront.portal.api.LifecycleView;
import dev.lakefront.publication.DocumentStatus;
import dev.lakefront.publication.PublishedApi;
import dev.lakefront.store.ConditionalOnPortal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How the endpoints behind the APIs are: what their workspaces say, and what the gateway itself has seen. */
@Controller
@ConditionalOnPortal
class StatusPage {

    /**
     * One API's well-being.
     *
     * @param circuit whether calls go through, in words
     * @param origin where its document is from
     * @param reason why it is not a better one; absent when it is current
     * @param lifecycle when the API ends; absent while nothing is said of that
     */
    record Line(
            String id,
            String title,
            EndpointBadge state,
            String circuit,
            String circuitTone,
            String origin,
            String originTone,
            String age,
            @Nullable String reason,
            @Nullable LifecycleView lifecycle) {

        boolean isWell() {
            return state.state().isServing() && circuitTone.equals("good") && originTone.equals("good");
        }

        public String href() {
            return "/portal/apis/" + id;
        }
    }

    private static final int PAGE = 200;

    private final CatalogIndex index;
    private final InstantSource clock;

    StatusPage(CatalogIndex index, InstantSource clock) {
        this.index = index;
        this.clock = clock;
    }

    @GetMapping("/portal/status")
    String status(@RequestParam(name = "page", defaultValue = "1") String page, Model model) {
        CatalogIndex.Catalog catalog = index.current();
        Instant now = clock.instant();
        List<Line> lines = catalog.entries().stream()
                .map(entry -> line(entry, catalog.snapshot().apis(), now))
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(Line::isWell))
                .toList();
        int pages = Math.max(1, Math.ceilDiv(lines.size(), PAGE));
        int shown = page.matches("[1-9]\\d{0,4}") ? Math.min(Integer.parseInt(page), pages) : 1;
        model.addAttribute("lines", lines.subList((shown - 1) * PAGE, Math.min(lines.size(), shown * PAGE)));
        model.addAttribute("well", lines.stream().filter(Line::isWell).count());
        model.addAttribute("total", lines.size());
        model.addAttribute("page", shown);
        model.addAttribute("pages", pages);
        model.addAttribute("publishedAge", Age.words(catalog.snapshot().publishedAt(), now));
        return "portal/catalog/status";
    }

    private static @Nullable Line line(CatalogEntry entry, Map<String, PublishedApi> apis, Instant now) {
        PublishedApi api = apis.get(entry.id());
        return api == null ? null : line(api, entry.lifecycle(), now);
    }

    private static Line line(PublishedApi api, @Nullable LifecycleView lifecycle, Instant now) {
        DocumentStatus document = api.status();
        String circuit = api.guard().circuit().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return new Line(
                api.api().id(),
                api.api().title(),
                EndpointBadge.of(api),
                circuit,
                switch (circuit) {
                    case "closed" -> "good";
                    case "open" -> "bad";
                    default -> "warn";
                },
                document.word(),
                document.origin() == DocumentStatus.Origin.CURRENT ? "good" : "warn",
                Age.words(document.at(), now),
                document.reason(),
                lifecycle);
    }
}
