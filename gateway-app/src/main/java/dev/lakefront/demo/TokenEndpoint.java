package dev.lakefront.demo;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The OAuth token endpoint: client credentials in, an access token out (RFC 6749, section 4.4). */
final class TokenEndpoint {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final Credentials credentials;

    TokenEndpoint(Credentials credentials) {
        this.credentials = credentials;
    }

    Reply answer(List<String> authorization, String contentType, byte[] body) {
        if (!contentType.toLowerCase(Locale.ROOT).startsWith(FORM)) {
            throw Refusal.oauth(400, "invalid_request", "The body must be " + FORM + ".");
        }
        Map<String, String> form = form(new String(body, StandardCharsets.UTF_8));
        BasicLogin client = client(authorization, form);
        if (!credentials.acceptsClient(client.user(), client.password())) {
            throw Refusal.oauth(401, "invalid_client", "Client authentication failed");
        }
        String grant = form.getOrDefault("grant_type", "");
        if (grant.isEmpty()) {
            throw Refusal.oauth(400, "invalid_request", "grant_type is missing. Supported: client_credentials.");
        }
        if (!grant.equals("client_credentials")) {
            throw Refusal.oauth(
                    400, "unsupported_grant_type", "grant_type is not supported. Supported: client_credentials.");
        }
        ObjectNode answer = Json.object()
                .put("access_token", credentials.issue())
                .put("token_type", "Bearer")
                .put("expires_in", credentials.lifetime().toSeconds())
                .put("scope", form.getOrDefault("scope", "all-apis"));
        return Reply.json(answer).with("Cache-Control", "no-store");
    }

    /** The client says who it is in one place only, by Basic or in the form (RFC 6749, section 2.3). */
    private static BasicLogin client(List<String> authorization, Map<String, String> form) {
        boolean inForm = form.containsKey("client_secret");
        if (authorization.isEmpty()) {
            String secret = form.get("client_secret");
            String id = form.get("client_id");
            if (id == null || secret == null) {
                throw Refusal.oauth(401, "invalid_client", "Client credentials are missing");
            }
            return new BasicLogin(id, secret);
        }
        if (inForm || authorization.size() > 1) {
            throw Refusal.oauth(400, "invalid_request", "The client authenticates in more than one way.");
        }
        return basic(authorization.getFirst())
                .orElseThrow(() -> Refusal.oauth(401, "invalid_client", "Client authentication is not Basic"));
    }

    private static Optional<BasicLogin> basic(String header) {
        return header.regionMatches(true, 0, "Basic ", 0, 6)
                ? BasicLogin.decode(header.substring(6))
                : Optional.empty();
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new HashMap<>();
        for (String pair : body.strip().split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && form.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1))) != null) {
                throw Refusal.oauth(400, "invalid_request", "A parameter is given twice.");
            }
        }
        return form;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.oauth(400, "invalid_request", "The form is not well encoded.");
        }
    }
}
