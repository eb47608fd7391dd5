package dev.lakefront.identity;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads from the claims of a token who somebody is, and what they may do. */
final class VisitorClaims {

    private static final String EVERYBODY = "*";

    private final OidcProperties properties;

    VisitorClaims(OidcProperties properties) {
        this.properties = properties;
    }

    /** A visitor without a role where the token gives none. */
    Visitor visitor(Map<String, Object> claims) {
        String subject = String.valueOf(claims.get("sub"));
        String email = text(claims, properties.emailClaim());
        String name = first(text(claims, properties.nameClaim()), text(claims, "preferred_username"), email, subject);
        return new Visitor(claims.get("iss") + "#" + subject, name, email, roles(claims));
    }

    private Set<Role> roles(Map<String, Object> claims) {
        List<String> words = words(find(claims, properties.rolesClaim()));
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (Role role : Role.values()) {
            List<String> wanted = properties.roles().words(role);
            if (wanted.contains(EVERYBODY) || wanted.stream().anyMatch(words::contains)) {
                roles.add(role);
            }
        }
        return roles;
    }

    /** Names of claims may have dots of their own, as those that are addresses do. */
    private static @Nullable Object find(Map<?, ?> claims, String path) {
        if (claims.containsKey(path)) {
            return claims.get(path);
        }
        for (int dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
            if (claims.get(path.substring(0, dot)) instanceof Map<?, ?> nested) {
                return find(nested, path.substring(dot + 1));
            }
        }
        return null;
    }

    /** A list, or one text with spaces between the words. */
    private static List<String> words(@Nullable Object value) {
        return switch (value) {
            case Collection<?> list -> list.stream().map(String::valueOf).toList();
            case String text -> Arrays.asList(text.split(" "));
            case null, default -> List.of();
        };
    }

    private static @Nullable String text(Map<String, Object> claims, String path) {
        return find(claims, path) instanceof String text && !text.isBlank() ? text : null;
    }

    private static String first(@Nullable String... candidates) {
        return Arrays.stream(candidates).filter(Objects::nonNull).findFirst().orElse("");
    }
}
