package dev.lakefront.store;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Runs what blocks, such as statements of SQL, on virtual threads, so that no event loop ever waits for a database.
 *
 * <p>Work that was begun is done to its end, also when nobody waits for it any more: {@link Rounds} says what H2 does when
 * it is interrupted.
 */
@Component
@ConditionalOnPortal
public class BlockingWork implements DisposableBean {

    private static final int LAST_WORK_SECONDS = 3;

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("portal-", 0).factory());

    /** What the work answers; empty where that is null. */
    public <T> Mono<T> call(Callable<T> work) {
        return Mono.create(sink -> threads.execute(() -> answer(work, sink)));
    }

    private static <T> void answer(Callable<T> work, MonoSink<T> sink) {
        try {
            sink.success(work.call());
        } catch (Exception failure) {
            sink.error(failure);
        }
    }

    @Override
    public void destroy() throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(LAST_WORK_SECONDS, TimeUnit.SECONDS)) {
            threads.shutdownNow();
        }
    }
}
