package dev.lakefront.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** A visitor together with the ID token that says so, which signing out at the provider needs. */
final class OidcVisitor extends DefaultOidcUser {

    private static final long serialVersionUID = 1L;

    private final transient Visitor visitor;

    OidcVisitor(OidcUser user, Visitor visitor) {
        super(List.of(), user.getIdToken(), user.getUserInfo());
        this.visitor = visitor;
    }

    Visitor visitor() {
        return visitor;
    }

    /** A person is the same at each visit, whatever a token says of when it was made. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OidcVisitor user && visitor.id().equals(user.visitor.id());
    }

    @Override
    public int hashCode() {
        return visitor.id().hashCode();
    }

    /** Without the token. */
    @Override
    public String toString() {
        return visitor.id();
    }
}
