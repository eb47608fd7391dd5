package dev.lakefront.portal.subscriptions;

import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.subscription.ExpiryWarning;
import dev.lakefront.subscription.StoredSubscription;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells people what of theirs stops working soon, the more urgently the nearer that is. */
@Component
@ConditionalOnPortal
public class ExpiryNotes {

    /**
     * One thing that expires.
     *
     * @param kind the class of the style sheet: none, {@code warn} or {@code bad}
     * @param place the page where one can do something about it
     */
    public record Note(String text, String kind, String place) {}

    private final InstantSource clock;

    ExpiryNotes(InstantSource clock) {
        this.clock = clock;
    }

    /** Of subscriptions of one owner and their keys. */
    public List<Note> of(Collection<StoredSubscription> own) {
        return ExpiryWarning.of(own, clock.instant()).stream().map(this::note).toList();
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
