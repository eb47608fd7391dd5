package dev.lakefront.backend;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells addresses of the public Internet from all others.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry/">IANA special-purpose registries</a>
 */
final class PublicAddress {

    private record Block(byte[] prefix, int bits) {

        static Block parse(String text) {
            int slash = text.indexOf('/');
            try {
                byte[] prefix = InetAddress.getByName(text.substring(0, slash)).getAddress();
                return new Block(prefix, Integer.parseInt(text.substring(slash + 1)));
            } catch (UnknownHostException malformed) {
                throw new IllegalArgumentException("'" + text + "' is no address block", malformed);
            }
        }

        boolean contains(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Block> NOT_PUBLIC = blocks(
            // This host, private, shared (carrier-grade NAT), loopback, link-local with the clouds' metadata services
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            // Protocol assignments, documentation, 6to4 relays, private, benchmarks, documentation
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            // Documentation, multicast, reserved and broadcast; Azure's metadata and DNS service
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "168.63.129.16/32",
            // Of IPv6's global unicast: Teredo and other protocols, documentation, 6to4, documentation
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20");

    /** Everything else of IPv6 is local, multicast, mapped, translated (64:ff9b::/96) or not assigned. */
    private static final Block GLOBAL_UNICAST = Block.parse("2000::/3");

    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?(\\d+|0[xX][0-9a-fA-F]*)\\.?");
    private static final Pattern DOTTED_QUAD = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");

    private PublicAddress() {}

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 16 && !GLOBAL_UNICAST.contains(bytes)) {
            return false;
        }
        return NOT_PUBLIC.stream().noneMatch(block -> block.contains(bytes));
    }

    /** Whether a host is an address in disguise: decimal, octal, hexadecimal or with parts left out. */
    static boolean isDisguised(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return ENDS_IN_NUMBER.matcher(name).matches()
                && !DOTTED_QUAD.matcher(name).matches();
    }

    private static List<Block> blocks(String... blocks) {
        return Stream.of(blocks).map(Block::parse).toList();
    }
}
