package dev.lakefront.identity;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The OpenID provider at which people sign in.
 *
 * @param issuer the address that its discovery document lies below; empty for none
 * @param clientSecret empty for a public client, or where it is in a file
 * @param clientSecretFile a file that holds the client secret and nothing else; read whenever it is needed
 * @param audience whom tokens for the management API must be made for; the client id unless set
 * @param rolesClaim the claim that lists roles, with dots between the names of nested ones
 * @param title what people call the provider
 * @param timeout how long the provider may take for an answer
 */
record OidcProperties(
        @DefaultValue("") String issuer,
        @DefaultValue("") String clientId,
        @DefaultValue("") String clientSecret,
        @DefaultValue("") String clientSecretFile,
        @DefaultValue("") String audience,
        @DefaultValue({"openid", "profile", "email"}) List<String> scopes,
        @DefaultValue("roles") String rolesClaim,
        @DefaultValue("name") String nameClaim,
        @DefaultValue("email") String emailClaim,
        @DefaultValue Roles roles,
        @DefaultValue("single sign-on") String title,
        @DefaultValue("10s") Duration timeout) {

    private static final String PREFIX = "lakefront.portal.oidc.";

    OidcProperties {
        scopes = List.copyOf(scopes);
        if (!issuer.isEmpty()) {
            requireSafe(issuer);
            if (clientId.isEmpty()) {
                throw new IllegalArgumentException(
                        PREFIX + "client-id is empty; the provider gives one to each client");
            }
            if (!scopes.contains("openid")) {
                throw new IllegalArgumentException(
                        PREFIX + "scopes has no 'openid'; without it the provider does not say who signs in");
            }
            if (!clientSecret.isEmpty() && !clientSecretFile.isEmpty()) {
                throw new IllegalArgumentException(
                        PREFIX + "client-secret and " + PREFIX + "client-secret-file are both set; choose one");
            }
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException(PREFIX + "timeout is " + timeout + "; it must be longer than nothing");
        }
    }

    /**
     * Which words of the claim make which role.
     *
     * @param developer {@code *} for everybody who can sign in
     */
    record Roles(
            @DefaultValue("*") List<String> developer,
            @DefaultValue("approver") List<String> approver,
            @DefaultValue("administrator") List<String> administrator) {

        Roles {
            developer = List.copyOf(developer);
            approver = List.copyOf(approver);
            administrator = List.copyOf(administrator);
        }

        List<String> words(Role role) {
            return switch (role) {
                case DEVELOPER -> developer;
                case APPROVER -> approver;
                case ADMINISTRATOR -> administrator;
            };
        }
    }

    boolean isConfigured() {
        return !issuer.isEmpty();
    }

    String tokenAudience() {
        return audience.isEmpty() ? clientId : audience;
    }

    /** Who can change what a provider answers can be anybody. */
    private static void requireSafe(String issuer) {
        try {
            URI uri = URI.create(issuer);
            boolean safe = "https".equals(uri.getScheme())
                    || "http".equals(uri.getScheme())
                            && InetAddress.getByName(uri.getHost()).isLoopbackAddress();
            if (safe && uri.getHost() != null) {
                return;
            }
        } catch (IllegalArgumentException | UnknownHostException unusable) {
            // Said below.
        }
        throw new IllegalArgumentException(
                PREFIX + "issuer is '" + issuer + "'; it must be an https address, or an http one on this machine");
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "OidcProperties[issuer=" + issuer + ", clientId=" + clientId + "]";
    }
}
