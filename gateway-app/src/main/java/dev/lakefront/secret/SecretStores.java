package dev.lakefront.secret;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The stores by the word that references them. */
record SecretStores(Map<String, SecretStore> byProvider) {

    /** Words that name things of the configuration itself. */
    static final List<String> NAMED = List.of("secret", "value");

    static SecretStores of(List<SecretStore> stores) {
        Map<String, SecretStore> byScheme = new TreeMap<>();
        for (SecretStore store : stores) {
            SecretStore other = byScheme.put(store.scheme(), store);
            if (other != null || NAMED.contains(store.scheme())) {
                String holder =
                        other == null ? "named values" : other.getClass().getName();
                throw new IllegalStateException("two secret stores have the scheme '" + store.scheme() + "': " + holder
                        + " and " + store.getClass().getName() + "; remove one of them from the class path");
            }
        }
        return new SecretStores(byScheme);
    }

    /** These stores, and some of them under further words. */
    SecretStores with(Map<String, SecretStore> aliases) {
        Map<String, SecretStore> all = new TreeMap<>(byProvider);
        all.putAll(aliases);
        return new SecretStores(all);
    }
}
