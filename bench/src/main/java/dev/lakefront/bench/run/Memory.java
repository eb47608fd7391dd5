package dev.lakefront.bench.run;

import dev.lakefront.bench.load.LoadGenerator;
import dev.lakefront.bench.load.Outcome;
import dev.lakefront.bench.system.AllocationMeter;
import dev.lakefront.bench.system.Consumption;
import dev.lakefront.bench.system.Running;
import dev.lakefront.bench.system.Systems;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the gateway keeps in memory with many APIs and a small heap, before and after a load on all of them. */
record Memory(Systems setting, LoadGenerator generator, int apis) {

    private static final List<String> FLAGS = List.of("-Xmx384m", "--enable-native-access=ALL-UNNAMED");
    private static final Duration LOAD = Duration.ofSeconds(20);

    Map<String, Object> measure() throws IOException, InterruptedException {
        Systems small =
                new Systems(setting.home(), setting.java(), FLAGS, setting.gatewayFlags(), setting.backendPort());
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("JVM flags", String.join(" ", FLAGS));
        figures.put("APIs", apis);
        try (Running gateway = Running.start(small.launch("lakefront@" + apis, false))) {
            figures.put("ms to ready", gateway.timeToReady().toMillis());
            figures.put("MB resident when ready", resident(gateway));
            Outcome outcome = generator.run(Calls.to(gateway.launch()).lasting(LOAD));
            figures.put("calls", outcome.calls());
            figures.put("errors", outcome.errors());
            figures.put("MB resident after the load", resident(gateway));
            Thread.sleep(5_000);
            figures.put("MB resident five seconds later", resident(gateway));
        }
        figures.forEach((what, value) -> Bench.say("memory: %s: %s", what, value));
        return figures;
    }

    private static long resident(Running gateway) throws IOException {
        return Consumption.of(gateway.pids(), AllocationMeter.NONE).residentBytes() >> 20;
    }
}
