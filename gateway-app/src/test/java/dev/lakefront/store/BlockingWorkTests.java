package dev.lakefront.store;

import static dev.lakefront.publication.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import reactor.core.Disposable;

class BlockingWorkTests {

    @TempDir
    Path folder;

    private final BlockingWork work = new BlockingWork();

    @AfterEach
    void stop() throws InterruptedException {
        work.destroy();
    }

    @Test
    void runsOnVirtualThreads() {
        assertThat(work.call(() -> Thread.currentThread().isVirtual()).block()).isTrue();
        assertThatThrownBy(() -> work.call(() -> {
                            throw new IllegalStateException("as it was thrown");
                        })
                        .block())
                .hasMessage("as it was thrown");
    }

    @Test
    void isNotInterruptedWhenItsCallerLeavesSoThatH2KeepsItsFile() throws Throwable {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:file:" + folder.resolve("db") + ";DB_CLOSE_DELAY=-1");
        JdbcClient client = JdbcClient.create(source);
        client.sql("create table pages (id integer, content varchar)").update();
        CountDownLatch begun = new CountDownLatch(1);
        AtomicReference<Object> outcome = new AtomicReference<>();

        Disposable call = work.call(() -> {
                    begun.countDown();
                    try {
                        for (int i = 0; i < 200; i++) {
                            client.sql("insert into pages values (:id, repeat('x', 20000))")
                                    .param("id", i)
                                    .update();
                            client.sql("checkpoint sync").update();
                        }
                        outcome.set("done");
                    } catch (RuntimeException broken) {
                        outcome.set(broken);
                    }
                    return 1;
                })
                .subscribe();
        begun.await();
        call.dispose();

        eventually(() -> assertThat(outcome.get()).isEqualTo("done"));
        assertThat(client.sql("select count(*) from pages").query(Integer.class).single())
                .isEqualTo(200);
        client.sql("shutdown").update();
    }
}
