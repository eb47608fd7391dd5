package dev.lakefront.portal.admin;

import dev.lakefront.portal.api.Age;
import dev.lakefront.publication.KeptDocuments;
import dev.lakefront.publication.ReloadStatus;
import dev.lakefront.publication.Reloads;
import dev.lakefront.publication.Snapshot;
import dev.lakefront.publication.Snapshots;
import dev.lakefront.store.BlockingWork;
import dev.lakefront.store.ConditionalOnPortal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** What is published now, and how the last reading of the files went, for administrators. */
@Controller
@ConditionalOnPortal
class SnapshotPage {

    private static final String PATH = "/portal/admin/snapshot";

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final Logger LOGGER = LoggerFactory.getLogger(SnapshotPage.class);

    private final Snapshots snapshots;
    private final ReloadStatus status;
    private final KeptDocuments kept;
    private final Reloads reloads;
    private final BlockingWork work;
    private final InstantSource clock;

    SnapshotPage(
            Snapshots snapshots,
            ReloadStatus status,
            KeptDocuments kept,
            Reloads reloads,
            BlockingWork work,
            InstantSource clock) {
        this.snapshots = snapshots;
        this.status = status;
        this.kept = kept;
        this.reloads = reloads;
        this.work = work;
        this.clock = clock;
    }

    @GetMapping(PATH)
    String snapshot(Model model) {
        Snapshot snapshot = snapshots.current();
        Instant now = clock.instant();
        model.addAttribute("snapshot", snapshot);
        model.addAttribute("publishedAt", MINUTE.format(snapshot.publishedAt()));
        model.addAttribute("publishedAge", Age.words(snapshot.publishedAt(), now));
        model.addAttribute("subscriptions", snapshot.subscriptions().all().size());
        model.addAttribute("ending", EndingApi.of(snapshot, LocalDate.ofInstant(now, ZoneOffset.UTC)));
        model.addAttribute("takenOut", new TreeMap<>(status.takenOut()));
        model.addAttribute("damaged", kept.damaged().stream().sorted().toList());
        ReloadStatus.Reading reading = status.last();
        if (reading != null) {
            model.addAttribute("reading", reading);
            model.addAttribute("readingAge", Age.words(reading.at(), now));
            model.addAttribute("report", ReportView.of(reading.report()));
        }
        return "portal/admin/snapshot";
    }

    /** Shows how it went on the page that lists it: a configuration with an error is no error of the request. */
    @PostMapping(PATH + "/reload")
    Mono<Rendering> reload() {
        LOGGER.atInfo().log("An administrator asked to read the configuration again");
        return work.call(reloads::now).thenReturn(Rendering.redirectTo(PATH).build());
    }
}
