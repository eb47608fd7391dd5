package dev.lakefront.secret;

import java.util.Map;

/**
 * What named values were declared, and which stores there are.
 *
 * @param broken whether the file could not be read: then it is not known what is declared
 */
record Definitions(Map<String, String> values, Map<String, String> secrets, SecretStores stores, boolean broken) {

    Definitions {
        values = Map.copyOf(values);
        secrets = Map.copyOf(secrets);
    }

    static Definitions none(SecretStores stores, boolean broken) {
        return new Definitions(Map.of(), Map.of(), stores, broken);
    }

    @Override
    public String toString() {
        return "Definitions[values=" + values.keySet() + ", secrets=" + secrets.keySet() + "]";
    }
}
