package dev.lakefront.identity;

import dev.lakefront.identity.PageAccess.Audience;

/** Those who come to a portal, each allowed what the one before is allowed. */
enum Who {
    STRANGER(""),
    DEVELOPER("demo"),
    APPROVER("approver"),
    ADMINISTRATOR("admin");

    /** Signs in with it; a stranger does not. */
    final String user;

    Who(String user) {
        this.user = user;
    }

    boolean isIn(Audience audience) {
        return switch (audience) {
            case EVERYBODY, READERS -> true;
            case DEVELOPERS -> compareTo(DEVELOPER) >= 0;
            case APPROVERS -> compareTo(APPROVER) >= 0;
            case ADMINISTRATORS -> this == ADMINISTRATOR;
        };
    }
}
