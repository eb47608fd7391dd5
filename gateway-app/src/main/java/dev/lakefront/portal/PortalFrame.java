package dev.lakefront.portal;

import dev.lakefront.identity.Role;
import dev.lakefront.identity.Visitor;
import dev.lakefront.identity.Visitors;
import dev.lakefront.publication.Branding;
import dev.lakefront.publication.Snapshots;
import dev.lakefront.store.ConditionalOnPortal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Puts into each page's model what stands around its content. */
@ControllerAdvice(basePackageClasses = PortalFrame.class)
@ConditionalOnPortal
class PortalFrame {

    private final Visitors visitors;
    private final Snapshots snapshots;

    PortalFrame(Visitors visitors, Snapshots snapshots) {
        this.visitors = visitors;
        this.snapshots = snapshots;
    }

    @ModelAttribute("portal")
    Mono<PortalPage> frame(ServerWebExchange exchange) {
        String path = exchange.getRequest().getPath().value();
        Branding branding = snapshots.current().branding();
        return visitors.of(exchange)
                .map(visitor -> new PortalPage(
                        branding.name(),
                        branding.logo() == null ? "/portal/assets/lakefront.svg" : "/portal/assets/logo",
                        path,
                        visitor.orElse(null),
                        links(path, visitor.orElse(null)),
                        footer(branding)));
    }

    /** What forms send back, so that no other site can send them. */
    @ModelAttribute("_csrf")
    Mono<CsrfToken> csrf(ServerWebExchange exchange) {
        Mono<CsrfToken> token = exchange.getAttribute(CsrfToken.class.getName());
        return token == null ? Mono.empty() : token;
    }

    private static List<PortalPage.Link> footer(Branding branding) {
        return branding.footer().stream()
                .map(link -> new PortalPage.Link(link.text(), link.href(), false))
                .toList();
    }

    private static List<PortalPage.Link> links(String path, @Nullable Visitor visitor) {
        List<PortalPage.Link> links = new ArrayList<>();
        add(links, path, "APIs", "/portal/apis");
        add(links, path, "Products", "/portal/products");
        if (visitor != null) {
            add(links, path, "Keys", "/portal/keys");
            add(links, path, "Usage", "/portal/usage");
            add(links, path, "Requests", "/portal/requests");
        }
        add(links, path, "Docs", "/portal/docs");
        if (visitor != null && visitor.is(Role.APPROVER)) {
            add(links, path, "Admin", "/portal/admin");
        }
        return links;
    }

    private static void add(List<PortalPage.Link> links, String path, String text, String href) {
        links.add(new PortalPage.Link(text, href, path.equals(href) || path.startsWith(href + "/")));
    }
}
