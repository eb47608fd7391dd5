package dev.lakefront.portal.admin;

import dev.lakefront.backend.Workspace;
import dev.lakefront.publication.ProposedApi;
import dev.lakefront.publication.Snapshot;
import dev.lakefront.publication.Snapshots;
import dev.lakefront.store.BlockingWork;
import dev.lakefront.store.ConditionalOnPortal;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The endpoints that no API fronts, each with the file to commit. The gateway writes none of them. */
@Controller
@ConditionalOnPortal
class OnboardPage {

    private static final MediaType TEXT = MediaType.parseMediaType("text/plain;charset=UTF-8");

    private final Snapshots snapshots;
    private final SeenEndpoints endpoints;
    private final BlockingWork work;
    private final InstantSource clock;

    OnboardPage(Snapshots snapshots, SeenEndpoints endpoints, BlockingWork work, InstantSource clock) {
        this.snapshots = snapshots;
        this.endpoints = endpoints;
        this.work = work;
        this.clock = clock;
    }

    @GetMapping("/portal/admin/onboard")
    Mono<String> onboard(Model model) {
        Snapshot snapshot = snapshots.current();
        return seen(snapshot).map(all -> {
            List<WorkspaceView> views = all.stream()
                    .map(seen -> WorkspaceView.of(seen, snapshot, clock.instant()))
                    .toList();
            model.addAttribute("workspaces", views);
            model.addAttribute(
                    "any", views.stream().anyMatch(view -> !view.candidates().isEmpty()));
            return "portal/admin/onboard";
        });
    }

    /** All files, one after the other, each below a line with its name. */
    @GetMapping("/portal/admin/onboard.txt")
    Mono<ResponseEntity<byte[]>> all() {
        Snapshot snapshot = snapshots.current();
        return seen(snapshot).map(all -> {
            StringBuilder text = new StringBuilder();
            all.forEach(seen -> ProposedApi.of(seen.workspace(), seen.endpoints(), snapshot)
                    .forEach(proposed -> text.append(text.isEmpty() ? "" : "---\n")
                            .append("# ")
                            .append(proposed.file())
                            .append('\n')
                            .append(proposed.yaml())));
            return download(text.isEmpty() ? "# Every endpoint is fronted by an API.\n" : text.toString(), "apis.txt");
        });
    }

    @GetMapping("/portal/admin/onboard/{workspace}/{id}.yaml")
    Mono<ResponseEntity<byte[]>> one(@PathVariable String workspace, @PathVariable String id) {
        Snapshot snapshot = snapshots.current();
        Workspace asked = snapshot.workspaces().get(workspace);
        if (asked == null) {
            return Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND));
        }
        return work.call(() -> endpoints.of(asked))
                .map(seen -> ProposedApi.of(asked, seen.endpoints(), snapshot).stream()
                        .filter(proposed -> proposed.id().equals(id))
                        .findFirst()
                        .map(proposed -> download(proposed.yaml(), id + ".yaml"))
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
    }

    /** All workspaces at one time: the slowest answers within ten seconds. */
    private Mono<List<SeenEndpoints.Seen>> seen(Snapshot snapshot) {
        return Flux.fromIterable(snapshot.workspaces().values())
                .sort(Comparator.comparing(workspace -> workspace.id().value()))
                .flatMapSequential(workspace -> work.call(() -> endpoints.of(workspace)))
                .collectList();
    }

    private static ResponseEntity<byte[]> download(String text, String name) {
        return ResponseEntity.ok()
                .contentType(TEXT)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(text.getBytes(StandardCharsets.UTF_8));
    }
}
