package dev.lakefront.management;

import dev.lakefront.subscription.KeyDigest;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may use the management API.
 *
 * @param administratorKey the hash of the administrator's key, {@code sha256:<hex>} as {@code keys hash} prints it; empty
 *     for none
 */
@ConfigurationProperties("lakefront.management")
record ManagementProperties(@DefaultValue("") String administratorKey) {

    ManagementProperties {
        if (!administratorKey.isEmpty() && KeyDigest.parse(administratorKey).isEmpty()) {
            throw new IllegalArgumentException("lakefront.management.administrator-key must be the hash of a key,"
                    + " sha256: and 64 hexadecimal digits; 'keys hash' prints it");
        }
    }

    Optional<KeyDigest> digest() {
        return KeyDigest.parse(administratorKey);
    }

    /** A chosen key might be guessed from its hash. */
    @Override
    public String toString() {
        return "ManagementProperties[administratorKey=" + (administratorKey.isEmpty() ? "none" : "set") + "]";
    }
}
