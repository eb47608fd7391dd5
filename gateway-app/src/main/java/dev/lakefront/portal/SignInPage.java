package dev.lakefront.portal;

import dev.lakefront.store.ConditionalOnPortal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ServerWebExchange;

/** Asks who is there. */
@Controller
@ConditionalOnPortal
class SignInPage {

    @GetMapping("/portal/sign-in")
    String signIn(ServerWebExchange exchange, Model model) {
        model.addAttribute("failed", exchange.getRequest().getQueryParams().containsKey("error"));
        return "portal/sign-in";
    }
}
