package dev.lakefront.server;

import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Stops the gateway without losing a call, before anything else of it stops.
 *
 * <p>By then the readiness probe fails already. For {@code lakefront.drain.delay} the gateway goes on serving, and each
 * answer says that its connection ends; then it takes no more connections, and what is under way gets its time. What is
 * left after that is ended with a problem, a stream of events with a last event. The management port answers all the
 * while; pools and stores close later.
 */
@Component
class Drain implements SmartLifecycle, ApplicationListener<WebServerInitializedEvent> {

    /** The first to stop: the management port's server stands at {@code DEFAULT_PHASE - 512}. */
    static final int PHASE = DEFAULT_PHASE - 256;

    private static final Logger LOGGER = LoggerFactory.getLogger(Drain.class);

    /** How often it looks whether the last call is over. */
    private static final Duration LOOK = Duration.ofMillis(20);

    /** How long calls at model servers have to be answered in their own format, before the rest are answered plainly. */
    private static final Duration SETTLE = Duration.ofMillis(300);

    /** How long callers may take for the last of an answer that was ended. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final DrainProperties properties;
    private final Callers callers;
    private final List<RunningCalls> running;
    private volatile @Nullable WebServer server;
    private volatile boolean started;

    Drain(DrainProperties properties, Callers callers, List<RunningCalls> running) {
        this.properties = properties;
        this.callers = callers;
        this.running = running;
    }

    @Override
    public void onApplicationEvent(WebServerInitializedEvent event) {
        if (event.getApplicationContext().getServerNamespace() == null) {
            server = event.getWebServer();
        }
    }

    @Override
    public void start() {
        started = true;
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    @Override
    public void stop() {
        drain();
    }

    @Override
    public void stop(Runnable callback) {
        Thread.ofVirtual().name("drain").start(() -> {
            try {
                drain();
            } finally {
                callback.run();
            }
        });
    }

    private void drain() {
        started = false;
        callers.drain();
        try {
            keepServing();
            CountDownLatch closed = takeNoMore();
            finish(closed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void keepServing() throws InterruptedException {
        if (properties.delay().isPositive()) {
            LOGGER.atInfo()
                    .addKeyValue("delay", properties.delay())
                    .log("Stopping: not ready any more, serving until load balancers have noticed");
            Thread.sleep(properties.delay());
        }
    }

    /** Answers what is counted down when the last byte of the last answer is out. */
    private CountDownLatch takeNoMore() {
        CountDownLatch closed = new CountDownLatch(1);
        WebServer listening = server;
        if (listening == null) {
            closed.countDown();
        } else {
            listening.shutDownGracefully(result -> closed.countDown());
        }
        return closed;
    }

    private void finish(CountDownLatch closed) throws InterruptedException {
        long begun = System.nanoTime();
        endAfterTheirTime(begun);
        long left = properties.longest().plus(LAST_WORDS).toNanos() - (System.nanoTime() - begun);
        if (!closed.await(Math.max(left, 0), TimeUnit.NANOSECONDS)) {
            LOGGER.atWarn().addKeyValue("calls", callers.calls()).log("Stopping with calls that did not end");
        }
    }

    private void endAfterTheirTime(long begun) throws InterruptedException {
        boolean streamsFirst = properties.streamTimeout().compareTo(properties.timeout()) < 0;
        Duration first = streamsFirst ? properties.streamTimeout() : properties.timeout();
        if (isOver(begun, first)) {
            return;
        }
        end(streamsFirst);
        if (isOver(begun, properties.longest())) {
            return;
        }
        end(!streamsFirst);
    }

    private void end(boolean streams) throws InterruptedException {
        LOGGER.atInfo().addKeyValue("calls", callers.calls()).log("Stopping: ending what takes too long");
        running.forEach(calls -> calls.end(streams, stopping()));
        if (!streams && !isOver(System.nanoTime(), SETTLE)) {
            // Those that wait for something else: the rest of their body, a retry, an endpoint that wakes up.
            callers.endWaiting(stopping());
        }
    }

    private boolean isOver(long begun, Duration bound) throws InterruptedException {
        while (callers.calls() > 0) {
            if (System.nanoTime() - begun >= bound.toNanos()) {
                return false;
            }
            Thread.sleep(LOOK);
        }
        return true;
    }

    private static GatewayProblem stopping() {
        return new GatewayProblem(
                        ProblemType.GATEWAY_STOPPING,
                        "This instance of the gateway is being stopped and could not wait for the model server any"
                                + " longer. Send the call again.")
                .header("Retry-After", "1");
    }
}
