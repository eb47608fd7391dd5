package dev.lakefront.management;

import dev.lakefront.subscription.Scope;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Scopes in the words of requests. */
final class Scopes {

    private Scopes() {}

    /** Empty for what is none. */
    static Optional<Scope> of(String kind, @Nullable String id) {
        boolean named = id != null && !id.isEmpty();
        return switch (kind) {
            case "all" -> id == null ? Optional.of(new Scope.All()) : Optional.empty();
            case "product" -> named ? Optional.of(new Scope.Product(String.valueOf(id))) : Optional.empty();
            case "api" -> named ? Optional.of(new Scope.Api(String.valueOf(id))) : Optional.empty();
            default -> Optional.empty();
        };
    }
}
