package dev.lakefront.demo;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.node.ObjectNode;

/** Knows which credentials the workspace accepts: its personal access token and the OAuth tokens it issued. */
final class Credentials {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Identity identity;
    private final Duration lifetime;
    private final InstantSource clock;
    private final byte[] signingKey = new byte[32];
    private final AtomicLong serial = new AtomicLong();
    private final Map<String, Instant> issued = new ConcurrentHashMap<>();

    Credentials(Identity identity, Duration lifetime, InstantSource clock, RandomGenerator random) {
        this.identity = identity;
        this.lifetime = lifetime;
        this.clock = clock;
        random.nextBytes(signingKey);
    }

    /** Lets a bearer token pass, and Basic with the user name {@code token}; refuses all else. */
    void demand(List<String> authorization) {
        if (authorization.size() != 1) {
            throw Refusal.noCredential();
        }
        String[] parts = authorization.getFirst().strip().split(" +", 2);
        if (parts.length < 2) {
            throw Refusal.noCredential();
        }
        if (parts[0].equalsIgnoreCase("Bearer")) {
            demandToken(parts[1].strip());
        } else if (parts[0].equalsIgnoreCase("Basic")) {
            BasicLogin login = BasicLogin.decode(parts[1]).orElseThrow(Refusal::noCredential);
            if (!login.user().equals("token")) {
                throw Refusal.noCredential();
            }
            demandToken(login.password());
        } else {
            throw Refusal.noCredential();
        }
    }

    /** Whether these are the service principal's id and secret. */
    boolean acceptsClient(String clientId, String clientSecret) {
        return same(clientId, identity.clientId()) & same(clientSecret, identity.clientSecret());
    }

    /** A new access token, good for {@link #lifetime()}. */
    String issue() {
        Instant now = clock.instant();
        issued.values().removeIf(expiry -> !now.isBefore(expiry));
        Instant expiry = now.plus(lifetime);
        String token = sign(claims(now, expiry));
        issued.put(token, expiry);
        return token;
    }

    Duration lifetime() {
        return lifetime;
    }

    void revokeIssued() {
        issued.clear();
    }

    private void demandToken(String token) {
        if (token.isEmpty()) {
            throw Refusal.noCredential();
        }
        Instant expiry = issued.get(token);
        boolean live = expiry != null && clock.instant().isBefore(expiry);
        if (!live && !same(token, identity.token())) {
            throw Refusal.badToken();
        }
    }

    private ObjectNode claims(Instant now, Instant expiry) {
        return Json.object()
                .put("sub", identity.clientId())
                .put("client_id", identity.clientId())
                .put("aud", identity.workspaceId())
                .put("scope", "all-apis")
                .put("iat", now.getEpochSecond())
                .put("exp", expiry.getEpochSecond())
                .put("jti", Long.toString(serial.incrementAndGet()));
    }

    /** A JSON Web Token, because that is what a workspace hands out; nobody but this class needs to verify it. */
    private String sign(ObjectNode claims) {
        ObjectNode header = Json.object().put("alg", "HS256").put("typ", "JWT");
        String content = BASE64.encodeToString(Json.bytes(header)) + "." + BASE64.encodeToString(Json.bytes(claims));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(signingKey, "HmacSHA256"));
            return content + "." + BASE64.encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime has no HmacSHA256, which every runtime must have.", e);
        }
    }

    private static boolean same(String given, String expected) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }
}
