package dev.lakefront.secret;

import java.util.Map;

/** What named values were declared, and which stores there are. */
record Definitions(Map<String, String> values, Map<String, String> secrets, SecretStores stores) {

    Definitions {
        values = Map.copyOf(values);
        secrets = Map.copyOf(secrets);
    }

    @Override
    public String toString() {
        return "Definitions[values=" + values.keySet() + ", secrets=" + secrets.keySet() + "]";
    }
}
