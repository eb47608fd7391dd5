package dev.lakefront.portal.usage;

import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.usage.UsageProperties;
import dev.lakefront.usage.UsageQuestion;
import dev.lakefront.usage.UsageReport;
import dev.lakefront.usage.UsageStore;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Who called what, how often, how fast and with what result; the same for programs to read. */
@Controller
@ConditionalOnPortal
class UsagePage {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    /** A way to another range, on a tab. */
    record Tab(String text, String address, boolean current) {}

    private final OwnUsage own;
    private final UsageStore store;
    private final UsageProperties properties;
    private final KnownNames names;
    private final OwnQuotas quotas;
    private final InstantSource clock;

    UsagePage(
            OwnUsage own,
            UsageStore store,
            UsageProperties properties,
            KnownNames names,
            OwnQuotas quotas,
            InstantSource clock) {
        this.own = own;
        this.store = store;
        this.properties = properties;
        this.names = names;
        this.quotas = quotas;
        this.clock = clock;
    }

    @GetMapping("/portal/usage")
    Mono<String> usage(ServerWebExchange exchange, Model model) {
        return own.page(exchange, reach -> {
            UsageFilter filter = filter(exchange);
            Set<String> restricted = reach.restricted(filter.key());
            model.addAttribute("filter", filter);
            model.addAttribute("csv", filter.csv());
            model.addAttribute("tabs", tabs(filter));
            model.addAttribute("apis", names.apis());
            model.addAttribute("keys", names.keys(reach));
            model.addAttribute("own", reach);
            return own.read(() -> {
                model.addAttribute("usage", view(filter, restricted, reach));
                model.addAttribute("quotas", quotas.of(reach, filter.key()));
                return "portal/usage/usage";
            });
        });
    }

    @GetMapping("/portal/usage.csv")
    Mono<ResponseEntity<byte[]>> csv(ServerWebExchange exchange) {
        return own.download(exchange, reach -> {
            UsageFilter filter = filter(exchange);
            UsageQuestion question = filter.question(reach.restricted(filter.key()));
            return own.read(() -> ResponseEntity.ok()
                    .contentType(CSV)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .header(
                            HttpHeaders.CONTENT_DISPOSITION,
                            ContentDisposition.attachment()
                                    .filename("usage.csv")
                                    .build()
                                    .toString())
                    .body(UsageCsv.of(store, question).getBytes(StandardCharsets.UTF_8)));
        });
    }

    private UsageFilter filter(ServerWebExchange exchange) {
        return UsageFilter.of(exchange.getRequest().getQueryParams(), clock.instant(), properties.keepMinutes());
    }

    private UsageView view(UsageFilter filter, @Nullable Set<String> restricted, Reach reach) {
        return UsageView.of(UsageReport.of(store, filter.question(restricted)), filter, reach.titles());
    }

    private static List<Tab> tabs(UsageFilter filter) {
        return Arrays.stream(Range.values())
                .map(range -> new Tab(
                        range.title(),
                        filter.withRange(range.word()),
                        range.word().equals(filter.range())))
                .toList();
    }
}
