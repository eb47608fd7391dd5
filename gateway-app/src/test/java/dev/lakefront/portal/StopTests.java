package dev.lakefront.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.lakefront.Gateway;
import dev.lakefront.identity.LocalSignIn;
import dev.lakefront.proxy.FakeBackend;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

/** The part of the story for which a model server has to misbehave. */
class StopTests {

    @Test
    void stopsAModelThatGoesOnTalking(@TempDir Path folder) throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        try (FakeBackend backend = new FakeBackend();
                Browser browser = Browser.start()) {
            backend.answers((request, response) -> response.sse()
                    .sendString(Flux.interval(Duration.ofMillis(20))
                            .map(number -> "data: {\"choices\":[{\"delta\":{\"content\":\"word \"}}]}\n\n")
                            .doOnCancel(stopped::countDown)));
            Gateway.write(folder, "config/workspaces/local.yaml", "type: http\nhost: " + backend.url() + "\n");
            Gateway.write(folder, "config/apis/talk.yaml", """
                title: Chat
                workspace: local
                endpoint: chat
                task: chat
                """);
            try (Gateway gateway = Gateway.startWithPortal(folder, LocalSignIn.class);
                    Browser.Visit visit = browser.visit(gateway.url()).signIn("demo")) {
                Page page = visit.open("/portal/apis/talk/try");
                page.check("#stream");
                page.click("#send");
                assertThat(page.locator(".spoken[aria-busy=true]")).containsText("word word word");

                page.click("#stop");

                assertThat(page.locator("#answer .badge.warn")).hasText("Stopped");
                assertThat(page.locator("#send")).isFocused();
                assertThat(stopped.await(5, TimeUnit.SECONDS))
                        .as("the model server is told too")
                        .isTrue();
                visit.assertClean();
            }
        }
    }
}
