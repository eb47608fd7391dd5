package dev.lakefront.backend;

import dev.lakefront.secret.SecretSource;

/** How the gateway signs in to a workspace. */
public sealed interface Authentication {

    /** A bearer token that somebody issued, such as a personal access token. */
    record Token(SecretSource token) implements Authentication {}

    /** A service principal that exchanges its client secret for short-lived tokens (RFC 6749, section 4.4). */
    record OAuthM2M(SecretSource clientId, SecretSource clientSecret) implements Authentication {}

    /** A header of the server's choice. */
    record Header(String name, SecretSource value) implements Authentication {}

    /** User name and password (RFC 7617). */
    record Basic(SecretSource username, SecretSource password) implements Authentication {}

    /** Nothing: the server asks for none. */
    record None() implements Authentication {}
}
