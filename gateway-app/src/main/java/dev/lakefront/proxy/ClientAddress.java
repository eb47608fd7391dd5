package dev.lakefront.proxy;

import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Where a call comes from: the other end of its connection, or, behind trusted proxies, the last address in
 * {@code X-Forwarded-For} that is none of theirs. Whatever stands further left a caller may have made up.
 */
@Component
class ClientAddress {

    /** One household or machine has a network of this many bits to itself (RFC 6177), and may use any address in it. */
    private static final int NETWORK_BYTES = 8;

    private final List<IpSubnetFilterRule> trusted;

    ClientAddress(TrustedProxies properties) {
        this.trusted = properties.rules();
    }

    /** An IPv4 address, or the network of an IPv6 one; empty for a connection without an address. Never looks up a name. */
    String of(ServerHttpRequest request) {
        InetSocketAddress remote = request.getRemoteAddress();
        InetAddress address = remote == null ? null : remote.getAddress();
        if (address == null) {
            return "";
        }
        if (TrustedProxies.contains(trusted, address)) {
            address = forwarded(address, request.getHeaders().getOrEmpty("X-Forwarded-For"));
        }
        return written(address);
    }

    private InetAddress forwarded(InetAddress proxy, List<String> headers) {
        List<String> hops = new ArrayList<>();
        headers.forEach(header -> hops.addAll(Arrays.asList(header.split(",", -1))));
        InetAddress known = proxy;
        for (String hop : hops.reversed()) {
            InetAddress said = parse(hop.strip());
            if (said == null) {
                // Nobody who is trusted writes this; what stands before it is not to be believed either.
                return known;
            }
            known = said;
            if (!TrustedProxies.contains(trusted, said)) {
                return known;
            }
        }
        return known;
    }

    /** An address with or without a port, IPv6 in brackets where there is one. */
    private static @Nullable InetAddress parse(String hop) {
        String text = hop;
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            text = end < 0 ? "" : text.substring(1, end);
        } else if (text.indexOf(':') == text.lastIndexOf(':') && text.indexOf(':') > 0) {
            text = text.substring(0, text.indexOf(':'));
        }
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
        try {
            return bytes == null ? null : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException wrongLength) {
            return null;
        }
    }

    private static String written(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        byte[] network = Arrays.copyOf(Arrays.copyOf(address.getAddress(), NETWORK_BYTES), 16);
        try {
            return InetAddress.getByAddress(network).getHostAddress() + "/" + NETWORK_BYTES * 8;
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("sixteen bytes are an IPv6 address", impossible);
        }
    }
}
