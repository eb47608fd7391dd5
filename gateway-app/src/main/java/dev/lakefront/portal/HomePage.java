package dev.lakefront.portal;

import dev.lakefront.publication.Snapshots;
import dev.lakefront.store.ConditionalOnPortal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Where a developer begins. */
@Controller
@ConditionalOnPortal
class HomePage {

    private final Snapshots snapshots;

    HomePage(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    @GetMapping("/portal")
    String home(Model model) {
        model.addAttribute("apis", snapshots.current().apis().values());
        return "portal/home";
    }
}
