package dev.lakefront.backend;

import dev.lakefront.backend.BackendCallFailed.Reason;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Where a document may be fetched from: an address that was resolved once, and allowed. */
record CheckedTarget(URI uri, InetAddress address) {

    /** What decides: hosts that are allowed by name, and how the others are resolved. */
    record Rules(Set<String> allowed, HostResolver resolver) {}

    /** Blocks while the host is resolved; fails with {@link BackendCallFailed}. */
    static CheckedTarget check(URI uri, Rules rules) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http") || uri.getHost() == null) {
            throw notAllowed("only https:// addresses of a host are fetched");
        }
        if (uri.getRawUserInfo() != null) {
            throw notAllowed("an address with a user or password in it is not fetched");
        }
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        int port = uri.getPort() < 0 ? (scheme.equals("http") ? 80 : 443) : uri.getPort();
        if (PublicAddress.isDisguised(host)) {
            throw notAllowed("'" + host + "' is an unusual way to write an address; write it as 203.0.113.7");
        }
        boolean allowed = rules.allowed().contains(host) || rules.allowed().contains(host + ":" + port);
        if (!allowed && (scheme.equals("http") || port != 443)) {
            throw notAllowed("'" + host + ":" + port + "' is fetched by https on port 443 only" + remedy(host, port));
        }
        List<InetAddress> addresses = resolve(host, rules.resolver());
        if (!allowed && !addresses.stream().allMatch(PublicAddress::isPublic)) {
            throw notAllowed("'" + host + "' is not on the public Internet" + remedy(host, port));
        }
        return new CheckedTarget(uri, addresses.getFirst());
    }

    private static List<InetAddress> resolve(String host, HostResolver resolver) {
        try {
            String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
            List<InetAddress> addresses = resolver.resolve(name);
            if (!addresses.isEmpty()) {
                return addresses;
            }
        } catch (UnknownHostException unknown) {
            // Said below, in the same words as for a name without addresses.
        }
        throw new BackendCallFailed(Reason.UNREACHABLE, "'" + host + "' is a name that cannot be resolved");
    }

    private static String remedy(String host, int port) {
        return "; if it is meant, add '" + host + ":" + port + "' to import.allow-private-hosts in gateway.yaml";
    }

    private static BackendCallFailed notAllowed(String message) {
        return new BackendCallFailed(Reason.NOT_ALLOWED, message);
    }
}
