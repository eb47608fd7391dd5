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

    private static final Pattern COUNTS = Pattern.compile("\"connects\":(\\d+),\"requests\":(\\d+)");

    /** What the backend has seen. */
    record Counts(long connects, long requests) {}

    /** One system, and how its allocation is read. */
    private record Actor(Running running, AllocationMeter allocation) {}

    private final Running backend;
    private final Duration patience;
    private final LoadGenerator generator;
    private final Map<String, Actor> actors = new LinkedHashMap<>();
    private final HttpClient client = HttpClient.newHttpClient();

    /** @param patience how long a measurement may wait until the machine is quiet, and be repeated because it was not */
    Stage(Running backend, LoadGenerator generator, Duration patience) {
        this.backend = backend;
        this.patience = patience;
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

    /** Nothing is measured, and the calls are counted; fails when most calls do, because then nothing would be worth measuring. */
    long warmUp(String name, Plan plan) throws IOException, InterruptedException {
        Running running = actor(name).running();
        running.resume();
        try {
            Outcome outcome = generator.run(plan);
            if (outcome.calls() <= outcome.errorCount()) {
                throw new IOException(name + " does not answer: " + outcome.errors());
            }
            return outcome.calls();
        } finally {
            running.pause();
        }
    }

    /** The measurement in which others did least, of as many as there is patience for. */
    Sample measure(String profile, String name, String load, int start, int round, Plan plan)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        Quiet.await(patience);
        Sample quietest = once(profile, name, load, start, round, plan);
        while (quietest.othersCores() > Quiet.ENOUGH && System.nanoTime() < deadline) {
            Quiet.await(Duration.ofNanos(deadline - System.nanoTime()));
            Sample again = once(profile, name, load, start, round, plan);
            quietest = again.othersCores() < quietest.othersCores() ? again : quietest;
        }
        return quietest;
    }

    /** A short run-up, then the measurement. */
    private Sample once(String profile, String name, String load, int start, int round, Plan plan)
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
        Counts counts = counts();
        Consumption behind = Consumption.of(backend.pids(), AllocationMeter.NONE);
        return new Sample.Reading(system, own, behind, Quiet.busyMicros(), counts, System.nanoTime());
    }

    private Counts counts() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + backend.launch().port() + "/bench/counts"))
                .timeout(Duration.ofSeconds(5))
                .build();
        Matcher counts = COUNTS.matcher(
                client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        if (!counts.find()) {
            throw new IOException("the backend does not tell its counts");
        }
        return new Counts(Long.parseLong(counts.group(1)), Long.parseLong(counts.group(2)));
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
