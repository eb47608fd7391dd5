package dev.lakefront.portal;

import dev.lakefront.Gateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody with a browser that runs no script: follows links, sends forms with their token, keeps cookies. */
public final class PortalVisit {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final Gateway gateway;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .build();

    private PortalVisit(Gateway gateway) {
        this.gateway = gateway;
    }

    public static PortalVisit anonymous(Gateway gateway) {
        return new PortalVisit(gateway);
    }

    /** Through the form; the password of a local user is its name. */
    public static PortalVisit signedIn(Gateway gateway, String name) {
        PortalVisit visit = new PortalVisit(gateway);
        HttpResponse<String> answer =
                visit.submit("/portal/sign-in", "/portal/sign-in", Map.of("username", name, "password", name));
        if (answer.statusCode() != 303
                || answer.headers().firstValue("location").orElse("").contains("error")) {
            throw new AssertionError("not signed in: " + answer.statusCode() + " " + answer.headers());
        }
        return visit;
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /** Sends a form that stands on a page to where it goes. */
    public HttpResponse<String> submit(String page, String target, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("_csrf", token(page));
        String form = all.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(target)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    /** As a page's script does: with the token of the page in a header. */
    public HttpResponse<String> script(String page, String target, String json) {
        return send(request(target)
                .header("X-CSRF-TOKEN", token(page))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    public String token(String page) {
        Matcher token = TOKEN.matcher(get(page).body());
        if (!token.find()) {
            throw new AssertionError("no form with a token on " + page);
        }
        return token.group(1);
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(gateway.url() + path));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
