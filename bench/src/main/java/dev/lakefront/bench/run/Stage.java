package dev.lakefront.bench.run;

import dev.lakefront.bench.load.LoadGenerator;
import dev.lakefront.bench.load.Outcome;
import dev.lakefront.bench.load.Plan;
import dev.lakefront.bench.system.AllocationMeter;
import dev.lakefront.bench.system.Consumption;
import dev.lakefront.bench.system.Launch;
import dev.lakefront.bench.system.Running;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The systems of one start, side by side. All but the one that is measured are stopped by a signal, so that what they do
 * on their own is charged to nobody.
 */
final class Stage implements AutoCloseable {

    private static final Pattern CONNECTS = Pattern.compile("\"connects\":(\\d+)");

    /** One system, and how its allocation is read. */
    private record Actor(Running running, AllocationMeter allocation) {}

    private final int backendPort;
    private final LoadGenerator generator;
    private final Map<String, Actor> actors = new LinkedHashMap<>();
    private final HttpClient client = HttpClient.newHttpClient();

    Stage(int backendPort, LoadGenerator generator) {
        this.backendPort = backendPort;
        this.generator = generator;
    }

    /** Starts it, and stops it until it is its turn. */
    Duration add(Launch launch) throws IOException, InterruptedException {
        Running running = Running.start(launch);
        AllocationMeter meter = launch.jvm() ? AllocationMeter.attach(running.pid()) : AllocationMeter.NONE;
        actors.put(launch.name(), new Actor(running, meter));
        running.pause();
        return running.timeToReady();
    }

    List<String> names() {
        return new ArrayList<>(actors.keySet());
    }

    Launch launch(String name) {
        return actor(name).running().launch();
    }

    Running running(String name) {
        return actor(name).running();
    }

    /** Nothing is measured; fails when most calls do, because then nothing would be worth measuring. */
    void warmUp(String name, Plan plan) throws IOException, InterruptedException {
        Running running = actor(name).running();
        running.resume();
        try {
            Outcome outcome = generator.run(plan);
            if (outcome.calls() <= outcome.errorCount()) {
                throw new IOException(name + " does not answer: " + outcome.errors());
            }
        } finally {
            running.pause();
        }
    }

    /** A short run-up, then the measurement. */
    Sample measure(String profile, String name, String load, int start, int round, Plan plan)
            throws IOException, InterruptedException {
        Actor actor = actor(name);
        actor.running().resume();
        try {
            generator.run(plan.lasting(plan.time().dividedBy(4)));
            Sample.Reading before = reading(actor);
            Outcome outcome = generator.run(plan);
            Sample.Reading after = reading(actor);
            if (!actor.running().isAlive()) {
                throw new IOException(name + " ended under load");
            }
            return Sample.of(profile, name, load, start, round, outcome, before, after);
        } finally {
            actor.running().pause();
        }
    }

    private Sample.Reading reading(Actor actor) throws IOException, InterruptedException {
        Consumption own = Consumption.of(List.of(ProcessHandle.current().pid()), AllocationMeter.NONE);
        Consumption system = Consumption.of(actor.running().pids(), actor.allocation());
        return new Sample.Reading(system, own, connects(), System.nanoTime());
    }

    private long connects() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + backendPort + "/bench/counts"))
                .timeout(Duration.ofSeconds(5))
                .build();
        Matcher counts = CONNECTS.matcher(
                client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        if (!counts.find()) {
            throw new IOException("the backend does not tell its counts");
        }
        return Long.parseLong(counts.group(1));
    }

    private Actor actor(String name) {
        Actor actor = actors.get(name);
        if (actor == null) {
            throw new IllegalArgumentException(name + " was not started");
        }
        return actor;
    }

    @Override
    public void close() {
        client.close();
        for (Actor actor : actors.values()) {
            // Killed first: closing a connection to a stopped JVM would wait for it.
            actor.running().close();
        }
    }
}
