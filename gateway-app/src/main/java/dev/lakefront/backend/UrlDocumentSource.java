package dev.lakefront.backend;

import dev.lakefront.backend.BackendCallFailed.Reason;
import dev.lakefront.backend.BoundedHttp.Bounds;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Fetches a document from an address that somebody wrote into a file, without being led to places that only the gateway
 * can reach (OWASP API7:2023, server-side request forgery).
 *
 * <p>Only public addresses, by https on port 443; others by a list of hosts. A name is resolved once, and the
 * connection goes to the very address that was checked. Three redirects at most, each checked in the same way.
 */
public final class UrlDocumentSource {

    private static final int MAX_REDIRECTS = 3;
    private static final Bounds BOUNDS = new Bounds(Duration.ofSeconds(2), Duration.ofSeconds(20), 16 << 20);

    private final CheckedTarget.Rules rules;
    private final Bounds bounds;

    /** Hosts as {@code name} or {@code name:port}; these may be private, at any port, and without TLS. */
    public UrlDocumentSource(Collection<String> allowedPrivateHosts) {
        this(allowedPrivateHosts, host -> List.of(InetAddress.getAllByName(host)), BOUNDS);
    }

    UrlDocumentSource(Collection<String> allowedPrivateHosts, HostResolver resolver, Bounds bounds) {
        Set<String> allowed = allowedPrivateHosts.stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        this.rules = new CheckedTarget.Rules(allowed, resolver);
        this.bounds = bounds;
    }

    /**
     * The document as it came, at most 16 MiB. Blocks for up to 20 seconds a redirect; fails with
     * {@link BackendCallFailed}.
     */
    public byte[] fetch(URI address) {
        CheckedTarget target = CheckedTarget.check(address, rules);
        for (int redirects = 0; ; redirects++) {
            HttpAnswer answer = send(target);
            if (!answer.isRedirect()) {
                return body(target.uri(), answer);
            }
            if (redirects == MAX_REDIRECTS) {
                throw new BackendCallFailed(
                        Reason.BAD_ANSWER,
                        BoundedHttp.host(address) + " redirects more than " + MAX_REDIRECTS + " times");
            }
            target = CheckedTarget.check(next(target.uri(), answer), rules);
        }
    }

    /** Where a redirect leads; never from https to anything less. */
    static URI next(URI from, HttpAnswer answer) {
        String location = answer.header("location").orElse("");
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException malformed) {
            throw new BackendCallFailed(Reason.BAD_ANSWER, BoundedHttp.host(from) + " redirects to no address");
        }
        if ("https".equalsIgnoreCase(from.getScheme()) && !"https".equalsIgnoreCase(to.getScheme())) {
            throw new BackendCallFailed(
                    Reason.NOT_ALLOWED, BoundedHttp.host(from) + " redirects from https to a less safe scheme");
        }
        return to;
    }

    private HttpAnswer send(CheckedTarget target) {
        // A client of its own: a pooled connection could lead to an address of an earlier check.
        BoundedHttp http = new BoundedHttp(
                bounds,
                ConnectionProvider.newConnection(),
                connections -> HttpClient.create(connections).resolver(new OnlyAddress(target.address())));
        Map<String, String> headers =
                Map.of("Accept", "application/json, application/yaml, text/yaml, */*;q=0.5", "User-Agent", "lakefront");
        @Nullable
        HttpAnswer answer = http.send(HttpCall.get(target.uri(), headers)).block();
        if (answer == null) {
            throw new BackendCallFailed(
                    Reason.UNREACHABLE, BoundedHttp.host(target.uri()) + " closed the connection unanswered");
        }
        return answer;
    }

    private static byte[] body(URI uri, HttpAnswer answer) {
        String what = BoundedHttp.host(uri) + uri.getRawPath();
        return switch (answer.status()) {
            case 200 -> answer.body();
            case 401 -> throw new BackendCallFailed(Reason.UNAUTHORISED, what + " asks for a credential (401)");
            case 403 -> throw new BackendCallFailed(Reason.FORBIDDEN, what + " is forbidden (403)");
            case 404, 410 -> throw new BackendCallFailed(Reason.NOT_FOUND, what + " does not exist");
            case 429, 503 ->
                throw new BackendCallFailed(Reason.NOT_READY, what + " is not ready (" + answer.status() + ")");
            default -> throw new BackendCallFailed(Reason.BAD_ANSWER, what + " answered with " + answer.status());
        };
    }

    /** Resolves every name to the one address that was checked. */
    private static final class OnlyAddress extends AddressResolverGroup<InetSocketAddress> {

        private final InetAddress address;

        OnlyAddress(InetAddress address) {
            this.address = address;
        }

        @Override
        protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
            return new InetNameResolver(executor) {
                @Override
                protected void doResolve(String host, Promise<InetAddress> promise) {
                    promise.setSuccess(address);
                }

                @Override
                protected void doResolveAll(String host, Promise<List<InetAddress>> promise) {
                    promise.setSuccess(List.of(address));
                }
            }.asAddressResolver();
        }
    }
}
