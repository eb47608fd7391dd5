package dev.lakefront.publication;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lakefront.document.Binder;
import dev.lakefront.document.Document;
import dev.lakefront.document.Kind;
import dev.lakefront.document.Report;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * What holds for the whole gateway, as declared in {@code config/gateway.yaml}.
 *
 * @param publicUrl the address callers use, without a path; absent means the one they called
 * @param queryKeys whether a subscription key may stand in the query
 * @param maxSize the largest request body
 * @param maxModelSize the largest body on paths where the body names the model
 * @param documentsRequireKey whether a published OpenAPI document is shown only to those who may call its API
 * @param allowPrivateHosts hosts on private networks from which documents may be fetched
 */
public record GatewaySettings(
        @Nullable String publicUrl,
        boolean queryKeys,
        DataSize maxSize,
        DataSize maxModelSize,
        boolean documentsRequireKey,
        List<String> allowPrivateHosts) {

    /** Databricks takes 16 MB for custom models and 4 MB for foundation models and agents. */
    public static final GatewaySettings DEFAULT =
            new GatewaySettings(null, false, DataSize.ofMegabytes(16), DataSize.ofMegabytes(4), false, List.of());

    private static final DataSize SMALLEST = DataSize.ofKilobytes(1);
    private static final DataSize LARGEST = DataSize.ofGigabytes(1);

    /** The kind {@code gateway}. */
    public static final Kind<?> KIND = Kind.of("gateway", Content.class);

    @SuppressWarnings("unchecked")
    private static final Kind<Content> CONTENT = (Kind<Content>) KIND;

    private record KeySettings(@Nullable Boolean query) {}

    private record RequestSettings(
            @Nullable DataSize maxSize, @Nullable DataSize maxModelSize) {}

    private record DocumentSettings(@Nullable Boolean requireKey) {}

    private record ImportSettings(@Nullable List<String> allowPrivateHosts) {}

    private record Content(
            @Nullable String publicUrl,
            @Nullable KeySettings subscriptionKeys,
            @Nullable RequestSettings request,
            @Nullable DocumentSettings documents,
            @JsonProperty("import") @Nullable ImportSettings imports) {}

    /** Empty when something is wrong; then the report says what. */
    static Optional<GatewaySettings> read(Document document, Binder binder, Report report) {
        long before = report.errors();
        Optional<GatewaySettings> settings =
                binder.bind(document, CONTENT, report).map(GatewaySettings::of);
        settings.ifPresent(read -> read.check(document, report));
        return report.errors() > before ? Optional.empty() : settings;
    }

    private void check(Document document, Report report) {
        if (publicUrl != null && !isAddress(publicUrl)) {
            document.error(
                    report,
                    "/public-url",
                    "LF1108",
                    "'" + publicUrl
                            + "' is no address; write a scheme, a host and perhaps a port, such as"
                            + " https://models.example.com");
        }
        checkSize("/request/max-size", maxSize, document, report);
        checkSize("/request/max-model-size", maxModelSize, document, report);
    }

    private static void checkSize(String pointer, DataSize size, Document document, Report report) {
        if (size.compareTo(SMALLEST) < 0 || size.compareTo(LARGEST) > 0) {
            document.error(report, pointer, "LF1108", "a size from 1KB to 1GB can be set here");
        }
    }

    private static boolean isAddress(String text) {
        try {
            URI address = new URI(text);
            return address.getHost() != null && address.getPort() != 0 && address.getPort() <= 65535;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static GatewaySettings of(Content content) {
        KeySettings keys = content.subscriptionKeys();
        RequestSettings request = content.request();
        ImportSettings imports = content.imports();
        return new GatewaySettings(
                content.publicUrl(),
                keys != null && Boolean.TRUE.equals(keys.query()),
                request == null ? DEFAULT.maxSize : Objects.requireNonNullElse(request.maxSize(), DEFAULT.maxSize),
                request == null
                        ? DEFAULT.maxModelSize
                        : Objects.requireNonNullElse(request.maxModelSize(), DEFAULT.maxModelSize),
                content.documents() != null
                        && Boolean.TRUE.equals(content.documents().requireKey()),
                imports == null ? List.of() : Objects.requireNonNullElse(imports.allowPrivateHosts(), List.of()));
    }
}
