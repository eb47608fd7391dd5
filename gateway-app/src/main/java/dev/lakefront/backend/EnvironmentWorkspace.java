package dev.lakefront.backend;

import dev.lakefront.secret.Secret;
import dev.lakefront.secret.SecretSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The workspace that Databricks' own environment variables name, for a start without configuration files. */
public final class EnvironmentWorkspace {

    private EnvironmentWorkspace() {}

    /**
     * Empty without {@code DATABRICKS_HOST}. A token goes before a client id and secret, as in Databricks' SDKs.
     *
     * @throws IllegalArgumentException when the host is no workspace's, or there is nothing to sign in with
     */
    public static Optional<Workspace> from(Map<String, String> environment) {
        String host = environment.getOrDefault("DATABRICKS_HOST", "").strip();
        if (host.isEmpty()) {
            return Optional.empty();
        }
        String address = host.contains("://") ? host : "https://" + host;
        try {
            return Optional.of(Workspace.of(
                    new WorkspaceId("databricks"),
                    "databricks",
                    HostAddress.parse("databricks", withoutPath(address)),
                    authentication(environment)));
        } catch (IllegalArgumentException invalid) {
            throw new IllegalArgumentException(
                    "environment of the gateway: DATABRICKS_HOST is set, but " + invalid.getMessage());
        }
    }

    private static Authentication authentication(Map<String, String> environment) {
        SecretSource token = source(environment, "DATABRICKS_TOKEN");
        SecretSource clientId = source(environment, "DATABRICKS_CLIENT_ID");
        SecretSource clientSecret = source(environment, "DATABRICKS_CLIENT_SECRET");
        if (token != null) {
            return new Authentication.Token(token);
        }
        if (clientId != null && clientSecret != null) {
            return new Authentication.OAuthM2M(clientId, clientSecret);
        }
        throw new IllegalArgumentException("there is nothing to sign in with; set DATABRICKS_TOKEN, or both"
                + " DATABRICKS_CLIENT_ID and DATABRICKS_CLIENT_SECRET");
    }

    private static @Nullable SecretSource source(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "").strip();
        return value.isEmpty() ? null : SecretSource.of(Secret.of(value));
    }

    /** People paste the address of a page; Databricks' SDKs cut it in the same way. */
    private static String withoutPath(String address) {
        int start = address.indexOf("://") + 3;
        int end = start;
        while (end < address.length() && "/?#".indexOf(address.charAt(end)) < 0) {
            end++;
        }
        return address.substring(0, end);
    }
}
