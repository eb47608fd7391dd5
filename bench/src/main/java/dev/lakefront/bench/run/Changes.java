package dev.lakefront.bench.run;

import dev.lakefront.bench.load.LoadGenerator;
import dev.lakefront.bench.load.Outcome;
import dev.lakefront.bench.load.Plan;
import dev.lakefront.bench.system.LakefrontFiles;
import dev.lakefront.bench.system.Running;
import dev.lakefront.bench.system.Systems;
import dev.lakefront.bench.wire.Bodies;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * How long it takes until a changed file is noticed by a caller, and whether calls fail meanwhile.
 *
 * <p>A change is an API's policy that names a number in an answer's header. It is in force when a call brings that number;
 * the clock starts when the file is in its place. Nothing is asked of the gateway but calls, so the looking at files, the
 * reading, the compiling and the swap are all in the figure.
 */
record Changes(Systems setting, LoadGenerator generator, int apis, int count) {

    private static final int SINGLE = 20;
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration BETWEEN = Duration.ofMillis(50);
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final double LOAD = 500;

    Map<String, Object> measure() throws IOException, InterruptedException {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("APIs", apis);
        try (Running gateway = Running.start(setting.launch("lakefront@" + apis, false));
                HttpClient client = HttpClient.newHttpClient()) {
            figures.put("ms to ready", gateway.timeToReady().toMillis());
            generator.run(Calls.to(gateway.launch()).lasting(WARM_UP));
            Caller caller = new Caller(client, gateway.launch().port(), folder());
            single(caller, figures);
            underLoad(gateway, caller, figures);
        } finally {
            clean();
        }
        figures.forEach((what, value) -> Bench.say("changes: %s: %s", what, value));
        return figures;
    }

    private Path folder() {
        return setting.run().resolve("lakefront-" + apis);
    }

    /** One after the other, on an idle gateway. */
    private void single(Caller caller, Map<String, Object> figures) throws IOException, InterruptedException {
        Histogram millis = new Histogram(3);
        int lost = 0;
        for (int i = 0; i < SINGLE && lost == 0; i++) {
            int api = 1 + i * 37 % apis;
            long begin = System.nanoTime();
            caller.change(api, i);
            if (caller.awaits(api, i, LONGEST)) {
                long took = (System.nanoTime() - begin) / 1_000_000;
                millis.recordValue(took);
                if (i == 0) {
                    figures.put("ms until the first is in force", took);
                }
            } else {
                lost++;
            }
        }
        figures.put("single changes", millis.getTotalCount());
        figures.put("single changes not in force after " + LONGEST.toSeconds() + " s", lost);
        figures.put("ms until in force, median", millis.getValueAtPercentile(50));
        figures.put("ms until in force, most", millis.getMaxValue());
    }

    /** Many, twenty a second, while all APIs are called; a failed call or a wrong answer is counted. */
    private void underLoad(Running gateway, Caller caller, Map<String, Object> figures)
            throws IOException, InterruptedException {
        Duration time = BETWEEN.multipliedBy(count).plusSeconds(2);
        Plan plan = Calls.to(gateway.launch()).at(LOAD).lasting(time);
        CompletableFuture<Outcome> load = CompletableFuture.supplyAsync(() -> {
            try {
                return generator.run(plan);
            } catch (InterruptedException interrupted) {
                throw new CompletionException(interrupted);
            }
        });
        SplittableRandom random = new SplittableRandom(7);
        int api = 1;
        for (int i = 1; i <= count; i++) {
            api = 1 + random.nextInt(apis);
            caller.change(api, 1000 + i);
            Thread.sleep(BETWEEN);
        }
        long last = System.nanoTime();
        boolean inForce = caller.awaits(api, 1000 + count, LONGEST);
        figures.put("changes under load", count);
        figures.put("ms until the last was in force", inForce ? (System.nanoTime() - last) / 1_000_000 : "never");
        Outcome outcome = load.join();
        figures.put("calls meanwhile", outcome.calls());
        figures.put("failed calls", outcome.errorCount());
        figures.put("errors", outcome.errors());
        figures.put("p99 ms meanwhile", outcome.latency.getValueAtPercentile(99) / 1e6);
        figures.put("p50 ms meanwhile", outcome.latency.getValueAtPercentile(50) / 1e6);
    }

    /** The next run starts from the same files. */
    private void clean() throws IOException {
        Path policies = folder().resolve("policies/apis");
        if (!Files.exists(policies)) {
            return;
        }
        try (Stream<Path> files = Files.list(policies)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    /** Changes an API and asks whether the change is in force. */
    private record Caller(HttpClient client, int port, Path folder) {

        private static final byte[] BODY = Bodies.request(201, new Bodies.Wish(193, 0, 0));

        /** As an editor or a git checkout does it: a new file takes the old one's place. */
        void change(int api, int number) throws IOException {
            Path file = folder.resolve("policies/apis/" + LakefrontFiles.id(api) + ".yaml");
            Files.createDirectories(file.getParent());
            Path fresh = folder.resolve("change.yaml");
            Files.writeString(fresh, "outbound:\n  - set-header: { X-Change: \"%d\" }\n".formatted(number));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }

        boolean awaits(int api, int number, Duration longest) throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + "/" + LakefrontFiles.id(api) + "/invocations"))
                    .header("X-API-Key", Systems.KEY)
                    .header("Content-Type", "application/json")
                    .timeout(Duration.ofSeconds(10))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(BODY))
                    .build();
            long deadline = System.nanoTime() + longest.toNanos();
            String wanted = Integer.toString(number);
            while (System.nanoTime() < deadline) {
                HttpResponse<Void> answer = client.send(request, HttpResponse.BodyHandlers.discarding());
                if (answer.headers()
                        .firstValue("X-Change")
                        .filter(wanted::equals)
                        .isPresent()) {
                    return true;
                }
                Thread.sleep(1);
            }
            return false;
        }
    }
}
