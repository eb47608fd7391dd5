package dev.lakefront.proxy;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may say in {@code X-Forwarded-For} where a call comes from.
 *
 * @param trustedProxies addresses or networks, such as {@code 10.0.0.0/8}; nobody by default
 */
@ConfigurationProperties("lakefront.server")
record TrustedProxies(@DefaultValue List<String> trustedProxies) {

    TrustedProxies {
        trustedProxies = List.copyOf(trustedProxies);
        rules(trustedProxies);
    }

    /** The networks, ready to be asked. */
    List<IpSubnetFilterRule> rules() {
        return rules(trustedProxies);
    }

    static boolean contains(List<IpSubnetFilterRule> rules, InetAddress address) {
        if (rules.isEmpty()) {
            return false;
        }
        InetSocketAddress asked = new InetSocketAddress(address, 0);
        for (IpSubnetFilterRule rule : rules) {
            if (rule.matches(asked)) {
                return true;
            }
        }
        return false;
    }

    private static List<IpSubnetFilterRule> rules(List<String> networks) {
        return networks.stream().map(TrustedProxies::rule).toList();
    }

    private static IpSubnetFilterRule rule(String network) {
        int slash = network.indexOf('/');
        String address = slash < 0 ? network : network.substring(0, slash);
        // Never a name: it would be looked up.
        if (!NetUtil.isValidIpV4Address(address) && !NetUtil.isValidIpV6Address(address)) {
            throw invalid(network);
        }
        int longest = NetUtil.isValidIpV4Address(address) ? 32 : 128;
        try {
            int prefix = slash < 0 ? longest : Integer.parseInt(network.substring(slash + 1));
            return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
        } catch (IllegalArgumentException malformed) {
            throw invalid(network);
        }
    }

    private static IllegalArgumentException invalid(String network) {
        return new IllegalArgumentException("lakefront.server.trusted-proxies: '" + network
                + "' is no address or network; write one such as 10.0.0.0/8 or 2001:db8::/32");
    }
}
