package dev.lakefront.portal.docs;

import dev.lakefront.portal.markdown.Markdown;
import dev.lakefront.store.BlockingWork;
import dev.lakefront.store.ConditionalOnPortal;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** Shows the guides. */
@Controller
@ConditionalOnPortal
class DocsPages {

    private final Guides guides;
    private final BlockingWork work;

    DocsPages(Guides guides, BlockingWork work) {
        this.guides = guides;
        this.work = work;
    }

    @GetMapping("/portal/docs")
    Mono<String> docs(Model model) {
        return work.call(guides::all).map(all -> {
            model.addAttribute("guides", all);
            return "portal/docs/index";
        });
    }

    @GetMapping("/portal/docs/{name}")
    Mono<String> page(@PathVariable String name, Model model) {
        return work.call(() -> {
            Guides.Guide guide = guides.find(name).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
            List<Guides.Guide> all = guides.all();
            model.addAttribute("guide", guide);
            model.addAttribute("guides", all);
            model.addAttribute("content", Markdown.page(guide.markdown()));
            return "portal/docs/page";
        });
    }
}
