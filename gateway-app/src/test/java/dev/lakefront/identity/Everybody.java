package dev.lakefront.identity;

import dev.lakefront.Gateway;
import dev.lakefront.portal.PortalVisit;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** One visitor of each kind at the same portal, with the token of their forms. */
final class Everybody {

    private final Map<Who, PortalVisit> visits = new EnumMap<>(Who.class);
    private final Map<Who, String> tokens = new EnumMap<>(Who.class);

    Everybody(Gateway gateway) {
        for (Who who : Who.values()) {
            PortalVisit visit =
                    who == Who.STRANGER ? PortalVisit.anonymous(gateway) : PortalVisit.signedIn(gateway, who.user);
            visits.put(who, visit);
            tokens.put(who, visit.token());
        }
    }

    PortalVisit visit(Who who) {
        return visits.get(who);
    }

    /** Whatever the method, as whoever may use it would: what changes something has the token. */
    HttpResponse<String> ask(Who who, String method, String path) {
        PortalVisit visit = visits.get(who);
        HttpRequest.Builder request = visit.request(path);
        if (isReading(method)) {
            return visit.send(request.method(method, BodyPublishers.noBody()));
        }
        return visit.send(request.header("X-CSRF-Token", tokens.get(who))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, BodyPublishers.ofString("")));
    }

    static boolean isReading(String method) {
        return Set.of("GET", "HEAD", "OPTIONS").contains(method);
    }
}
