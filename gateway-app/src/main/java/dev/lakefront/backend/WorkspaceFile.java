package dev.lakefront.backend;

import dev.lakefront.document.Binder;
import dev.lakefront.document.Document;
import dev.lakefront.document.Kind;
import dev.lakefront.document.Report;
import dev.lakefront.secret.Concealment;
import dev.lakefront.secret.NamedValues;
import dev.lakefront.secret.Secret;
import dev.lakefront.secret.SecretSource;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code config/workspaces/<id>.yaml}. */
public final class WorkspaceFile {

    /** The kind {@code workspace}. */
    public static final Kind<?> KIND = Kind.of("workspace", Content.class);

    @SuppressWarnings("unchecked")
    private static final Kind<Content> CONTENT = (Kind<Content>) KIND;

    /** Stands for an address that only the machine of the gateway knows (RFC 2606: never resolves). */
    private static final URI ELSEWHERE = URI.create("https://known-where-it-runs.invalid");

    /** Settings that are no secrets, whatever stands in them. */
    private static final Set<String> SHOWN = Set.of("type", "host", "limits", "sync", "timeouts");

    private record LimitSettings(
            @Nullable String requests, @Nullable Integer concurrency) {}

    private record SyncSettings(@Nullable Duration every, Workspace.@Nullable OnMissing onMissing) {}

    private record TimeoutSettings(
            @Nullable Duration connect, @Nullable Duration firstByte) {}

    private record Content(
            String type,
            String host,
            @Nullable LimitSettings limits,
            @Nullable SyncSettings sync,
            @Nullable TimeoutSettings timeouts) {}

    private final Binder binder;
    private final NamedValues values;

    public WorkspaceFile(Binder binder, NamedValues values) {
        this.binder = binder;
        this.values = values;
    }

    /** Empty when something is wrong; then the report says what. Blocks while references are resolved. */
    public Optional<Workspace> read(String id, Document document, Report report) {
        return bind(document, report).flatMap(content -> {
            Optional<URI> host = host(content, document, report);
            Optional<Authentication> authentication = authentication(document, report);
            Optional<Workspace.Sync> sync = sync(content.sync(), document, report);
            if (host.isEmpty() || authentication.isEmpty() || sync.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new Workspace(
                    new WorkspaceId(id),
                    content.type(),
                    host.get(),
                    authentication.get(),
                    limits(content.type(), content.limits()),
                    sync.get(),
                    timeouts(content.timeouts())));
        });
    }

    private Optional<Content> bind(Document document, Report report) {
        Report own = new Report();
        Optional<Content> content = binder.bind(document, CONTENT, own);
        Concealment.allBut(SHOWN, document).copy(own, report);
        return content;
    }

    private Optional<URI> host(Content content, Document document, Report report) {
        Optional<String> text = values.resolve(content.host(), document, "/host", report);
        if (text.isEmpty()) {
            return elsewhere(ELSEWHERE);
        }
        try {
            return Optional.of(HostAddress.parse(content.type(), text.get()));
        } catch (IllegalArgumentException invalid) {
            document.error(report, "/host", "LF1601", String.valueOf(invalid.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<Authentication> authentication(Document document, Report report) {
        Settings auth = new Settings(document, report);
        return switch (document.content().at("/auth/type").asString("none")) {
            case "token" -> auth.secret("token").map(Authentication.Token::new);
            case "oauth-m2m" ->
                both(auth.source("client-id"), auth.secret("client-secret"), Authentication.OAuthM2M::new);
            case "basic" -> both(auth.source("username"), auth.secret("password"), Authentication.Basic::new);
            case "header" -> auth.secret("value").map(value -> new Authentication.Header(auth.text("name"), value));
            default -> Optional.of(new Authentication.None());
        };
    }

    @FunctionalInterface
    private interface Pair {
        Authentication of(SecretSource first, SecretSource second);
    }

    private static Optional<Authentication> both(
            Optional<SecretSource> first, Optional<SecretSource> second, Pair pair) {
        return first.flatMap(left -> second.map(right -> pair.of(left, right)));
    }

    /** The settings below {@code auth}; the schema has made sure that they are there. */
    private final class Settings {

        private final Document document;
        private final Report report;

        Settings(Document document, Report report) {
            this.document = document;
            this.report = report;
        }

        String text(String name) {
            return document.content().at("/auth/" + name).asString();
        }

        Optional<SecretSource> secret(String name) {
            return values.secret(text(name), document, "/auth/" + name, report)
                    .or(() -> elsewhere(SecretSource.of(Secret.of("known where it runs"))));
        }

        Optional<SecretSource> source(String name) {
            return values.source(text(name), document, "/auth/" + name, report)
                    .or(() -> elsewhere(SecretSource.of(Secret.of("known where it runs"))));
        }
    }

    /** What stands in for a reference that could not be resolved, so that only one thing is said about it. */
    private <T> Optional<T> elsewhere(T stand) {
        return values.isOffline() ? Optional.of(stand) : Optional.empty();
    }

    private static Workspace.Limits limits(String type, @Nullable LimitSettings settings) {
        Workspace.Limits standard = Workspace.Limits.ofType(type);
        if (settings == null) {
            return standard;
        }
        String requests = settings.requests();
        return new Workspace.Limits(
                requests == null ? standard.requests() : Workspace.Rate.parse(requests),
                settings.concurrency() == null ? standard.concurrency() : settings.concurrency());
    }

    private static Optional<Workspace.Sync> sync(@Nullable SyncSettings settings, Document document, Report report) {
        Workspace.Sync standard = Workspace.Sync.DEFAULT;
        if (settings == null) {
            return Optional.of(standard);
        }
        try {
            return Optional.of(new Workspace.Sync(
                    Objects.requireNonNullElse(settings.every(), standard.every()),
                    Objects.requireNonNullElse(settings.onMissing(), standard.onMissing())));
        } catch (IllegalArgumentException invalid) {
            document.error(report, "/sync/every", "LF1602", String.valueOf(invalid.getMessage()));
            return Optional.empty();
        }
    }

    private static Workspace.Timeouts timeouts(@Nullable TimeoutSettings settings) {
        return settings == null
                ? Workspace.Timeouts.NONE
                : new Workspace.Timeouts(settings.connect(), settings.firstByte());
    }
}
