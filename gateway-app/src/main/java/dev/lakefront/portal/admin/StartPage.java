package dev.lakefront.portal.admin;

import dev.lakefront.publication.ReloadStatus;
import dev.lakefront.publication.Snapshots;
import dev.lakefront.store.BlockingWork;
import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.store.DatabaseUnavailable;
import dev.lakefront.subscription.Subscriptions;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import reactor.core.publisher.Mono;

/** Where approvers and administrators begin: what waits for them, and where the rest is. */
@Controller
@ConditionalOnPortal
class StartPage {

    private final Snapshots snapshots;
    private final ReloadStatus status;
    private final Subscriptions subscriptions;
    private final BlockingWork work;

    StartPage(Snapshots snapshots, ReloadStatus status, Subscriptions subscriptions, BlockingWork work) {
        this.snapshots = snapshots;
        this.status = status;
        this.subscriptions = subscriptions;
        this.work = work;
    }

    /** Also while the database is away; then nobody knows how many wait. */
    @GetMapping("/portal/admin")
    Mono<String> start(Model model) {
        model.addAttribute("snapshot", snapshots.current());
        model.addAttribute("reading", status.last());
        model.addAttribute("takenOut", status.takenOut().size());
        return work.call(() -> subscriptions.pending().size())
                .doOnNext(waiting -> model.addAttribute("waiting", waiting))
                .onErrorResume(DatabaseUnavailable.class, _ -> Mono.empty())
                .thenReturn("portal/admin/start");
    }
}
