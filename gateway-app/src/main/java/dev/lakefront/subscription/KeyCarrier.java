package dev.lakefront.subscription;

import org.springframework.http.HttpHeaders;

/** Where in a request a subscription key may stand. */
public enum KeyCarrier {
    OCP_APIM_SUBSCRIPTION_KEY("header Ocp-Apim-Subscription-Key"),
    X_API_KEY("header X-API-Key"),
    API_KEY("header api-key"),
    BEARER("header Authorization: Bearer"),
    /** With user name {@code token}, as Databricks clients send a token. */
    BASIC("header Authorization: Basic"),
    /** Only where the gateway switches it on: a query is logged by everything on its way. */
    QUERY("query parameter subscription-key");

    private final String title;

    KeyCarrier(String title) {
        this.title = title;
    }

    /** As people would look for it in their request. */
    public String title() {
        return title;
    }

    /** The carriers whose header holds the key and nothing else. */
    static final java.util.List<PlainHeader> PLAIN_HEADERS = java.util.List.of(
            new PlainHeader(OCP_APIM_SUBSCRIPTION_KEY, "Ocp-Apim-Subscription-Key"),
            new PlainHeader(X_API_KEY, "X-API-Key"),
            new PlainHeader(API_KEY, "api-key"));

    /** A carrier and the name of its header. */
    record PlainHeader(KeyCarrier carrier, String name) {

        java.util.List<String> values(HttpHeaders headers) {
            return headers.getOrEmpty(name);
        }
    }
}
