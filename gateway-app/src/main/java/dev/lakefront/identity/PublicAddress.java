package dev.lakefront.identity;

import org.springframework.web.server.ServerWebExchange;

/**
 * Where browsers find the gateway: what is configured, for only that is true behind a proxy that ends TLS, else what a
 * request says.
 *
 * @param url without a trailing slash; empty when none is configured
 */
record PublicAddress(String url) {

    /** Whether browsers are known to come by HTTPS alone. */
    boolean isEncrypted() {
        return url.startsWith("https:");
    }

    /** Whether this request's browser came by HTTPS. */
    boolean isEncrypted(ServerWebExchange exchange) {
        return isEncrypted()
                || "https".equalsIgnoreCase(exchange.getRequest().getURI().getScheme());
    }

    /** As a template of Spring Security, which knows what {@code {baseUrl}} is for each request. */
    String template() {
        return url.isEmpty() ? "{baseUrl}" : url;
    }

    /** The prefix keeps other hosts of the same domain from planting such a cookie; browsers take it over HTTPS only. */
    String cookie(String name) {
        return isEncrypted() ? "__Host-" + name : name;
    }
}
