package dev.lakefront.bench.run;

import dev.lakefront.bench.load.Plan;
import dev.lakefront.bench.system.Launch;
import dev.lakefront.bench.system.Systems;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The plans that speak to a system as its callers do. */
final class Calls {

    private Calls() {}

    /** Small bodies in a closed loop for a second. */
    static Plan to(Launch launch) {
        return to(launch, Profile.named("small"));
    }

    /** The profile's calls for a second; time and rate are the caller's to change. */
    static Plan to(Launch launch, Profile profile) {
        Map<String, String> headers = new LinkedHashMap<>(Map.of("X-API-Key", Systems.KEY));
        headers.putAll(launch.headers());
        return new Plan(
                launch.port(),
                launch.paths(),
                headers,
                profile.requestBytes(),
                profile.wish(),
                profile.connections(),
                profile.rate(),
                Duration.ofSeconds(1));
    }
}
