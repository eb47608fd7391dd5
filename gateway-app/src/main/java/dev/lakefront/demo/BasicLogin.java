package dev.lakefront.demo;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** User name and password of a Basic {@code Authorization} header (RFC 7617). */
record BasicLogin(String user, String password) {

    /** The login in what follows the scheme; empty where it is not base64 or has no colon. */
    static Optional<BasicLogin> decode(String encoded) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(encoded.strip());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        String login = new String(bytes, StandardCharsets.UTF_8);
        int colon = login.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : Optional.of(new BasicLogin(login.substring(0, colon), login.substring(colon + 1)));
    }

    /** Names the user and hides the password. */
    @Override
    public String toString() {
        return "BasicLogin[user=" + user + ", password=***]";
    }
}
