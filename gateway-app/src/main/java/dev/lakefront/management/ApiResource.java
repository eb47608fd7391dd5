package dev.lakefront.management;

import dev.lakefront.publication.PublishedApi;
import dev.lakefront.publication.Snapshots;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The published APIs. */
@RestController
@RequestMapping("/management/v1/apis")
class ApiResource {

    private final Snapshots snapshots;

    ApiResource(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    @GetMapping
    ResponseEntity<byte[]> list(@RequestParam MultiValueMap<String, String> query) {
        Page page = Page.of(query);
        return Answer.tagged(
                page.of(snapshots.current().apis().values(), api -> api.api().id(), ApiView::of));
    }

    @GetMapping("/{id}")
    ResponseEntity<byte[]> get(@PathVariable String id) {
        return Answer.tagged(ApiView.of(find(id)));
    }

    @GetMapping("/{id}/import-report")
    Mono<ResponseEntity<byte[]>> importReport(@PathVariable String id) {
        PublishedApi api = find(id);
        return Mono.fromCallable(() -> Answer.tagged(ApiView.importReport(api)))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private PublishedApi find(String id) {
        PublishedApi api = snapshots.current().apis().get(id);
        if (api == null) {
            throw Answer.missing("API", id);
        }
        return api;
    }
}
