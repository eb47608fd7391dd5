package dev.lakefront.backend;

import java.util.regex.Pattern;

/** The name of a workspace in this gateway's configuration: lower-case letters, digits and hyphens, at most 63. */
public record WorkspaceId(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    public WorkspaceId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("workspace id '" + value
                    + "' must be lower-case letters, digits and '-', at most 63, beginning with a letter or digit");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
