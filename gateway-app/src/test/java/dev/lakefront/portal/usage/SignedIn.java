package dev.lakefront.portal.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who has signed in with the form, as a browser would. */
record SignedIn(Gateway gateway, String cookie) {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    /** The demo user of this name; the password is the same. */
    static SignedIn as(Gateway gateway, String user) {
        HttpResponse<String> form = gateway.get("/portal/sign-in");
        Matcher token = TOKEN.matcher(form.body());
        assertThat(token.find()).isTrue();
        HttpResponse<String> in = gateway.send(gateway.request("/portal/sign-in")
                .header("Cookie", cookie(form))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("username=" + user + "&password=" + user + "&_csrf=" + token.group(1))));
        assertThat(in.statusCode()).isEqualTo(303);
        assertThat(in.headers().firstValue("Location")).hasValue("/portal");
        return new SignedIn(gateway, cookie(in));
    }

    private static String cookie(HttpResponse<String> answer) {
        String set = answer.headers().firstValue("Set-Cookie").orElseThrow();
        return set.substring(0, set.indexOf(';'));
    }

    HttpResponse<String> get(String path) {
        return gateway.send(gateway.request(path).header("Cookie", cookie));
    }
}
