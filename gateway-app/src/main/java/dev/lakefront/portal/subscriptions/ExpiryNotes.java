package dev.lakefront.portal.subscriptions;

import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.subscription.ExpiryWarning;
import dev.lakefront.subscription.SubscriptionId;
import dev.lakefront.subscription.Subscriptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells people what of theirs stops working soon, the more urgently the nearer that is. */
@Component
@ConditionalOnPortal
class ExpiryNotes {

    /**
     * One thing that expires.
     *
     * @param kind the class of the style sheet: none, {@code warn} or {@code bad}
     * @param place the page where one can do something about it
     */
    record Note(String text, String kind, String place) {}

    private final Subscriptions subscriptions;
    private final InstantSource clock;

    ExpiryNotes(Subscriptions subscriptions, InstantSource clock) {
        this.subscriptions = subscriptions;
        this.clock = clock;
    }

    /** Of all that is somebody's. Blocks. */
    List<Note> of(String ownerId) {
        return subscriptions.expiringSoon(ownerId).stream().map(this::note).toList();
    }

    /** Of one subscription that is somebody's. Blocks. */
    List<Note> of(String ownerId, SubscriptionId subscription) {
        return subscriptions.expiringSoon(ownerId).stream()
                .filter(warning -> warning.subscription().id().equals(subscription))
                .map(this::note)
                .toList();
    }

    private Note note(ExpiryWarning warning) {
        String place = "/portal/subscriptions/" + warning.subscription().id().value();
        String key = warning.keyName();
        return new Note(
                words(warning),
                switch (warning.level()) {
                    case DAYS_14 -> "";
                    case DAYS_3 -> "warn";
                    case LAST_DAY -> "bad";
                },
                key == null ? place : place + "/keys/" + key);
    }

    private String words(ExpiryWarning warning) {
        String what = warning.keyName() == null
                ? "The subscription '" + warning.subscription().title() + "'"
                : "The key '" + warning.keyName() + "' of '"
                        + warning.subscription().title() + "'";
        return what + " expires in " + Spans.words(Duration.between(clock.instant(), warning.at())) + ", on "
                + SubscriptionView.minute(warning.at()) + ".";
    }
}
