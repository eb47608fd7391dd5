package dev.lakefront.bench.run;

import dev.lakefront.bench.system.AllocationMeter;
import dev.lakefront.bench.system.Consumption;
import dev.lakefront.bench.system.Launch;
import dev.lakefront.bench.system.Running;
import dev.lakefront.bench.system.Systems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From the start of the process to readiness, with and without the AOT cache that {@code docker/aot} records. */
record StartUp(Systems setting, int rounds) {

    /** Milliseconds to readiness and resident megabytes then, by variant, one entry a start. */
    Map<String, Object> measure() throws IOException, InterruptedException {
        Map<String, List<String>> variants = new LinkedHashMap<>();
        variants.put("extracted", List.of());
        Path cache = setting.home().resolve("target/gateway/gateway.aot");
        if (Files.exists(cache)) {
            variants.put("extracted, AOT cache", List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on"));
        } else {
            Bench.say("no AOT cache: docker/aot makes one");
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, List<String>> variant : variants.entrySet()) {
                once(variant.getKey(), variant.getValue(), figures);
            }
        }
        return figures;
    }

    @SuppressWarnings("unchecked")
    private void once(String variant, List<String> flags, Map<String, Object> figures)
            throws IOException, InterruptedException {
        Systems with = new Systems(setting.home(), setting.java(), imageFlags(), flags, setting.backendPort());
        Launch launch = with.launch("lakefront", true);
        try (Running running = Running.start(launch)) {
            long millis = running.timeToReady().toMillis();
            long resident = Consumption.of(running.pids(), AllocationMeter.NONE).residentBytes() >> 20;
            ((List<Long>) figures.computeIfAbsent(variant + ", ms to ready", name -> new ArrayList<Long>()))
                    .add(millis);
            ((List<Long>) figures.computeIfAbsent(variant + ", MB resident", name -> new ArrayList<Long>()))
                    .add(resident);
            Bench.say("%s: ready after %d ms, %d MB resident", variant, millis, resident);
        }
    }

    /** The cache holds for the flags it was recorded with only, so those of the image are used. */
    private List<String> imageFlags() throws IOException {
        Path file = setting.home().resolveSibling("docker").resolve("jvm.options");
        return Files.readAllLines(file).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }
}
