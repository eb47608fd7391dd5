package dev.lakefront.portal;

import dev.lakefront.Gateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Somebody with a browser that runs no script: sends forms with their token, keeps cookies, and follows nothing by itself,
 * so that a test sees each step.
 */
public final class PortalVisit {

    private static final String SIGN_IN = "/portal/sign-in";
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final String home;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .build();

    /** Of the page that was looked at last, where that had a form. */
    private Optional<String> seen = Optional.empty();

    private PortalVisit(String home) {
        this.home = home;
    }

    public static PortalVisit anonymous(Gateway gateway) {
        return at(gateway.url());
    }

    /** Wherever something listens, be it meant for browsers or not. */
    public static PortalVisit at(String url) {
        return new PortalVisit(url);
    }

    /** Through the form; the password of a local user is its name. */
    public static PortalVisit signedIn(Gateway gateway, String name) {
        PortalVisit visit = anonymous(gateway);
        HttpResponse<String> answer = visit.signIn(name);
        if (answer.statusCode() != 303 || location(answer).startsWith(SIGN_IN)) {
            throw new AssertionError("not signed in: " + answer.statusCode() + " " + answer.headers());
        }
        return visit;
    }

    public HttpResponse<String> signIn(String name) {
        return signIn(name, name, "");
    }

    public HttpResponse<String> signIn(String name, String password, String to) {
        HttpResponse<String> answer =
                submit(SIGN_IN, SIGN_IN, Map.of("username", name, "password", password, "to", to));
        // Who is signed in gets other tokens.
        seen = Optional.empty();
        return answer;
    }

    public HttpResponse<String> get(String path) {
        HttpResponse<String> page = send(request(path).GET());
        Matcher form = TOKEN.matcher(page.body());
        if (form.find()) {
            seen = Optional.of(form.group(1));
        }
        return page;
    }

    /** Sends a form that stands on a page to where it goes. */
    public HttpResponse<String> submit(String page, String target, Map<String, String> fields) {
        return post(target, fields, token(page));
    }

    /** Sends a form with the token of the page that was looked at last. */
    public HttpResponse<String> post(String path, Map<String, String> fields) {
        return post(path, fields, seen.orElseGet(this::token));
    }

    /** Sends a form with a token from elsewhere, or with none. */
    public HttpResponse<String> post(String path, Map<String, String> fields, @Nullable String token) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        if (token != null) {
            all.put("_csrf", token);
        }
        String form = all.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    /** As a page's script does: with the token of the page in a header. */
    public HttpResponse<String> script(String page, String target, String json) {
        return send(request(target)
                .setHeader("Accept", "*/*")
                .header("X-CSRF-TOKEN", token(page))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** The token of the page that everybody may see. */
    public String token() {
        return token(SIGN_IN);
    }

    public String token(String page) {
        Matcher form = TOKEN.matcher(get(page).body());
        if (!form.find()) {
            throw new AssertionError("no form with a token on " + page);
        }
        return form.group(1);
    }

    /** What a script could send that knows the cookie: the token itself, masked with zeros. */
    public String formCookieAsToken() {
        get("/portal");
        byte[] token = cookie("lakefront-form").orElseThrow().getBytes(StandardCharsets.UTF_8);
        byte[] masked = new byte[2 * token.length];
        System.arraycopy(token, 0, masked, token.length, token.length);
        return Base64.getUrlEncoder().encodeToString(masked);
    }

    public Optional<String> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    /** Has a cookie that no answer set. */
    public void plant(String name, String value) {
        HttpCookie cookie = new HttpCookie(name, value);
        cookie.setPath("/");
        cookie.setVersion(0);
        cookies.getCookieStore().add(URI.create(home), cookie);
    }

    /** A request as a browser makes it; what a provider's answer leads to may be another host. */
    public HttpRequest.Builder request(String path) {
        URI uri = URI.create(path.startsWith("http") ? path : home + path);
        return HttpRequest.newBuilder(uri).header("Accept", "text/html,*/*;q=0.8");
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

    /** Where an answer leads; empty where it leads nowhere. */
    public static String location(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
