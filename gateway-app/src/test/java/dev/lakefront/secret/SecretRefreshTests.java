package dev.lakefront.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretRefreshTests {

    private final InMemorySecretStore store =
            new InMemorySecretStore("mem").put("a", "one").put("b", "two");
    private final SecretRefresh refresh = new SecretRefresh();

    private SecretSource source(String path) {
        return new SecretSource(
                List.of(new SecretSource.Stored(refresh.find(store, path).orElseThrow())));
    }

    @Test
    void givesTheNewSecretAfterARefreshAndNotBefore() {
        SecretSource source = source("a");
        store.put("a", "changed");

        assertThat(source.current().reveal()).isEqualTo("one");
        refresh.refreshAll();
        assertThat(source.current().reveal()).isEqualTo("changed");
    }

    @Test
    void keepsTheLastSecretOfAStoreThatFailsAndRefreshesTheOthers() {
        SecretSource gone = source("a");
        SecretSource changed = source("b");
        store.remove("a");
        store.put("b", "changed");

        refresh.refreshAll();

        assertThat(gone.current().reveal()).isEqualTo("one");
        assertThat(changed.current().reveal()).isEqualTo("changed");
        store.put("a", "back");
        refresh.refreshAll();
        assertThat(gone.current().reveal()).isEqualTo("back");
    }

    @Test
    void readsAtOnceWhenAsked() {
        SecretSource source = source("a");
        store.put("a", "changed");

        assertThat(source.refreshed().reveal()).isEqualTo("changed");
        store.remove("a");
        assertThatThrownBy(source::refreshed).isInstanceOf(SecretUnreadable.class);
        assertThat(source.current().reveal()).isEqualTo("changed");
    }

    @Test
    void refreshesByItselfUntilItIsStopped() throws InterruptedException {
        SecretRefresh quick = new SecretRefresh(Duration.ofMillis(5));
        StoredSecret secret = quick.find(store, "a").orElseThrow();
        quick.start();
        store.put("a", "changed");
        for (int i = 0; i < 400 && !secret.current().reveal().equals("changed"); i++) {
            Thread.sleep(5);
        }

        assertThat(quick.isRunning()).isTrue();
        assertThat(secret.current().reveal()).isEqualTo("changed");
        quick.stop();
        assertThat(quick.isRunning()).isFalse();
    }

    @Test
    void joinsPartsAnewAtEachRead() {
        SecretSource source = new SecretSource(List.of(
                new SecretSource.Fixed(Secret.of("x-")),
                new SecretSource.Stored(refresh.find(store, "a").orElseThrow())));
        store.put("a", "changed");
        refresh.refreshAll();

        assertThat(source.current().reveal()).isEqualTo("x-changed");
    }
}
