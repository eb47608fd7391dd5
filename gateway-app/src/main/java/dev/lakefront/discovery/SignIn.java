package dev.lakefront.discovery;

import dev.lakefront.publication.CallerCheck;
import dev.lakefront.publication.Snapshot;
import dev.lakefront.publication.Snapshots;
import dev.lakefront.subscription.Authentication;
import dev.lakefront.subscription.Subscription;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Databricks' clients ask before their first call: where to sign in, a token for a client id and secret, and who
 * they are.
 *
 * <p>The client id is a subscription's id, the secret is its key. The token is that key: it is checked on every call
 * anyway, so a second secret would add nothing to revoke.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.4">RFC 6749, client credentials</a>
 */
@RestController
class SignIn {

    private static final int TOKEN_SECONDS = 3600;

    /** Clients want a number; the gateway is one workspace to them. */
    private static final String WORKSPACE_ID = "1";

    private record ClientCredentials(String id, String secret) {

        @Override
        public String toString() {
            return "ClientCredentials[id=" + id + "]";
        }
    }

    private final Snapshots snapshots;
    private final CallerCheck callers;

    SignIn(Snapshots snapshots, CallerCheck callers) {
        this.snapshots = snapshots;
        this.callers = callers;
    }

    /** Asked without a key when a client is constructed; must never be slow or limited. */
    @GetMapping("/.well-known/databricks-config")
    ObjectNode configuration(ServerHttpRequest request) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("oidc_endpoint", PublicUrl.of(request, snapshots.current()) + "/oidc")
                .put("workspace_id", WORKSPACE_ID)
                .put("cloud", "AWS");
    }

    @GetMapping({"/oidc/.well-known/oauth-authorization-server", "/oidc/.well-known/openid-configuration"})
    ObjectNode authorizationServer(ServerHttpRequest request) {
        String oidc = PublicUrl.of(request, snapshots.current()) + "/oidc";
        ObjectNode metadata = JsonMapper.shared()
                .createObjectNode()
                .put("issuer", oidc)
                .put("authorization_endpoint", oidc + "/v1/authorize")
                .put("token_endpoint", oidc + "/v1/token");
        metadata.putArray("grant_types_supported").add("client_credentials");
        metadata.putArray("token_endpoint_auth_methods_supported")
                .add("client_secret_basic")
                .add("client_secret_post");
        return metadata;
    }

    @PostMapping(path = "/oidc/v1/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Mono<ResponseEntity<ObjectNode>> token(ServerWebExchange exchange) {
        return exchange.getFormData().map(form -> token(exchange.getRequest(), form));
    }

    private ResponseEntity<ObjectNode> token(ServerHttpRequest request, MultiValueMap<String, String> form) {
        if (!"client_credentials".equals(form.getFirst("grant_type"))) {
            return refused(HttpStatus.BAD_REQUEST, "unsupported_grant_type", "grant_type must be client_credentials");
        }
        Optional<ClientCredentials> client = credentials(request, form);
        Snapshot snapshot = snapshots.current();
        boolean known = client.flatMap(given -> callers.authenticateClient(given.id(), given.secret(), snapshot))
                .isPresent();
        if (!known) {
            return refused(
                    HttpStatus.UNAUTHORIZED,
                    "invalid_client",
                    "the client id must be the id of an active subscription, the secret one of its keys");
        }
        ObjectNode token = JsonMapper.shared()
                .createObjectNode()
                .put("access_token", client.get().secret())
                .put("token_type", "Bearer")
                .put("expires_in", TOKEN_SECONDS)
                .put("scope", "all-apis");
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(MediaType.APPLICATION_JSON)
                .body(token);
    }

    /** The subscription, in the shape in which a workspace describes a signed-in user. */
    @GetMapping("/api/2.0/preview/scim/v2/Me")
    ResponseEntity<ObjectNode> me(ServerHttpRequest request) {
        Snapshot snapshot = snapshots.current();
        Optional<Authentication.Known> known = callers.authenticate(request, snapshot);
        callers.requireStanding(known);
        Subscription owner = known.orElseThrow().subscription();
        ObjectNode me = JsonMapper.shared()
                .createObjectNode()
                .put("id", owner.id().value())
                .put("userName", owner.id().value())
                .put("displayName", owner.title())
                .put("active", true);
        me.putArray("emails");
        me.putArray("groups");
        return ResponseEntity.ok().header("X-Databricks-Org-Id", WORKSPACE_ID).body(me);
    }

    private static Optional<ClientCredentials> credentials(
            ServerHttpRequest request, MultiValueMap<String, String> form) {
        String header = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        if (header != null && header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return basic(header.substring(6).strip());
        }
        @Nullable String id = form.getFirst("client_id");
        @Nullable String secret = form.getFirst("client_secret");
        return id == null || secret == null ? Optional.empty() : Optional.of(new ClientCredentials(id, secret));
    }

    private static Optional<ClientCredentials> basic(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new ClientCredentials(pair.substring(0, colon), pair.substring(colon + 1)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static ResponseEntity<ObjectNode> refused(HttpStatus status, String error, String description) {
        ObjectNode body =
                JsonMapper.shared().createObjectNode().put("error", error).put("error_description", description);
        return ResponseEntity.status(status)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }
}
