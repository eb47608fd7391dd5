package dev.lakefront.secret;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A store whose secrets a test sets. */
public final class InMemorySecretStore implements SecretStore {

    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final String scheme;

    public InMemorySecretStore(String scheme) {
        this.scheme = scheme;
    }

    public InMemorySecretStore put(String path, String value) {
        secrets.put(path, value);
        return this;
    }

    public void remove(String path) {
        secrets.remove(path);
    }

    @Override
    public String scheme() {
        return scheme;
    }

    @Override
    public Optional<Secret> find(String path) {
        return Optional.ofNullable(secrets.get(path)).map(Secret::of);
    }

    @Override
    public Collection<String> names() {
        return secrets.keySet();
    }
}
