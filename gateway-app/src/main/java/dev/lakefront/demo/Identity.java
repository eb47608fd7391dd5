package dev.lakefront.demo;

import java.util.HexFormat;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Who this start of the workspace is, and the credentials that it accepts; drawn anew at each start. */
record Identity(String token, String clientId, String clientSecret, String workspaceId, String accountId) {

    static Identity draw(RandomGenerator random) {
        return new Identity(
                "dapi" + hex(random),
                uuid(random),
                "dose" + hex(random),
                Long.toString(random.nextLong(1_000_000_000_000_000L, 9_000_000_000_000_000L)),
                uuid(random));
    }

    private static String hex(RandomGenerator random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** A version 4 UUID (RFC 9562) from the given source. */
    private static String uuid(RandomGenerator random) {
        long high = (random.nextLong() & 0xffffffffffff0fffL) | 0x4000L;
        long low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    /** Names the workspace and hides what it accepts. */
    @Override
    public String toString() {
        return "Identity[workspaceId=" + workspaceId + ", clientId=" + clientId + ", token=***, clientSecret=***]";
    }
}
