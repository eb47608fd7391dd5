package dev.lakefront.secret.env;

import dev.lakefront.secret.Secret;
import dev.lakefront.secret.SecretStore;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Variables of the process' environment, as {@code ${env:NAME}}. They don't change while the process runs. */
@Component
public final class EnvironmentSecretStore implements SecretStore {

    private final Map<String, String> variables;

    public EnvironmentSecretStore() {
        this(System.getenv());
    }

    EnvironmentSecretStore(Map<String, String> variables) {
        this.variables = variables;
    }

    @Override
    public String scheme() {
        return "env";
    }

    @Override
    public Optional<Secret> find(String path) {
        return Optional.ofNullable(variables.get(path)).map(Secret::of);
    }

    @Override
    public Collection<String> names() {
        return variables.keySet();
    }
}
