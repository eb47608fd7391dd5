package dev.lakefront.portal.api;

import dev.lakefront.catalog.Lifecycle;
import dev.lakefront.catalog.Lifecycle.Stage;
import dev.lakefront.publication.PublishedApi;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How pages show that an API ends.
 *
 * @param badge in a few words
 * @param tone the class of badge and note in the style sheet; empty for the plain one
 * @param headline how it stands, in a sentence
 * @param sentence until when it answers, in another one; empty where nothing is to be said of that
 * @param successor what to use instead; absent when none is named
 * @param link where to read more
 */
public record LifecycleView(
        Lifecycle lifecycle,
        Stage stage,
        String badge,
        String tone,
        String headline,
        String sentence,
        @Nullable Successor successor,
        @Nullable String link) {

    /**
     * The API to use instead.
     *
     * @param href its page; absent where it is not published
     */
    public record Successor(String title, @Nullable String href) {}

    /**
     * Absent for an API of whose end nothing is said.
     *
     * @param today the day in UTC
     * @param apis all that are published
     */
    public static @Nullable LifecycleView of(
            @Nullable Lifecycle lifecycle, LocalDate today, Map<String, PublishedApi> apis) {
        if (lifecycle == null) {
            return null;
        }
        Stage stage = lifecycle.stage(today);
        return new LifecycleView(
                lifecycle,
                stage,
                badge(lifecycle, stage),
                switch (stage) {
                    case ANNOUNCED -> "";
                    case DEPRECATED -> "warn";
                    case RETIRED -> "bad";
                },
                headline(lifecycle, stage),
                sentence(lifecycle.sunset(), stage),
                successor(lifecycle.successor(), apis),
                lifecycle.link());
    }

    /** Whether it answers no call any more. */
    public boolean isRetired() {
        return stage == Stage.RETIRED;
    }

    private static String badge(Lifecycle lifecycle, Stage stage) {
        LocalDate sunset = lifecycle.sunset();
        return switch (stage) {
            case ANNOUNCED -> "deprecated from " + Lifecycle.day(lifecycle.deprecated());
            case DEPRECATED -> sunset == null ? "deprecated" : "deprecated, ends " + Lifecycle.day(sunset);
            case RETIRED -> "retired";
        };
    }

    private static String headline(Lifecycle lifecycle, Stage stage) {
        String first = Lifecycle.day(lifecycle.deprecated());
        return switch (stage) {
            case ANNOUNCED -> "This API will be deprecated on " + first + ".";
            case DEPRECATED -> "This API has been deprecated since " + first + ".";
            case RETIRED -> "This API is retired.";
        };
    }

    private static String sentence(@Nullable LocalDate sunset, Stage stage) {
        String end = sunset == null ? "" : " until the end of " + Lifecycle.day(sunset) + " (UTC)";
        return switch (stage) {
            case ANNOUNCED -> sunset == null ? "" : "It answers calls" + end + ".";
            case DEPRECATED -> sunset == null ? "It still answers calls." : "It answers calls" + end + ".";
            case RETIRED -> "It answered calls" + end + ". Now they get 410.";
        };
    }

    private static @Nullable Successor successor(@Nullable String id, Map<String, PublishedApi> apis) {
        if (id == null) {
            return null;
        }
        PublishedApi published = apis.get(id);
        return published == null
                ? new Successor(id, null)
                : new Successor(published.api().title(), "/portal/apis/" + id);
    }
}
