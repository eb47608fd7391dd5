package dev.lakefront.subscription;

import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for in the portal.
 *
 * @param title what they will know it by, for example the name of an application
 * @param purpose what it is for, for whoever decides
 * @param termsAccepted whether they agreed to the product's terms, where it has any
 */
public record SubscriptionRequest(
        StoredSubscription.Owner owner,
        Scope scope,
        String title,
        @Nullable String purpose,
        boolean termsAccepted) {

    private static final int MAX_TITLE = 100;
    private static final int MAX_PURPOSE = 1000;

    /** Fails with {@link ChangeRefused} when a text is missing or too long. */
    public SubscriptionRequest {
        title = HiddenCharacters.removed(title).replaceAll("\\s+", " ").strip();
        purpose = purpose == null || purpose.isBlank()
                ? null
                : HiddenCharacters.removed(purpose).strip();
        if (title.isEmpty() || title.length() > MAX_TITLE) {
            throw new ChangeRefused(
                    ChangeRefused.Reason.INVALID, "The title must be 1 to " + MAX_TITLE + " characters long.");
        }
        if (purpose != null && purpose.length() > MAX_PURPOSE) {
            throw new ChangeRefused(
                    ChangeRefused.Reason.INVALID, "The purpose must be no longer than " + MAX_PURPOSE + " characters.");
        }
    }
}
