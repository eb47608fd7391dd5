package dev.lakefront.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import dev.lakefront.management.ManagementVisit;
import dev.lakefront.proxy.FakeBackend;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands that ask a running gateway, against one. */
@ExtendWith(OutputCaptureExtension.class)
class GatewayCommandTests {

    private record Ran(int code, String out, String err) {

        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    @TempDir
    private static Path folder;

    private static FakeBackend backend;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        backend = new FakeBackend();
        backend.answers(FakeBackend.json(200, "{\"predictions\":[1]}"));
        Gateway.write(folder, "config/workspaces/local.yaml", "type: http\nhost: " + backend.url() + "\n");
        Gateway.write(
                folder, "config/apis/one.yaml", "title: One\nworkspace: local\nendpoint: one\nproducts: [gold]\n");
        Gateway.write(folder, "config/products/gold.yaml", "title: Gold\nsubscription: { approval: manual }\n");
        Gateway.write(
                folder,
                "policies/products/gold.yaml",
                "inbound:\n  - quota: { name: daily, calls: 1000, per: day }\n"
                        + "  - rate-limit: { name: burst, calls: 50, per: 1s }\n");
        Gateway.write(folder, "config/subscriptions/app.yaml", "title: App\nproduct: gold\n");
        Gateway.write(folder, "administrator.key", ManagementVisit.ADMINISTRATOR + "\n");
        Gateway.write(folder, "wrong.key", "not-the-key\n");
        Gateway.write(folder, "empty.key", "\n");
        gateway = Gateway.startWithPortal(folder, ManagementVisit.setting());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        backend.close();
    }

    private static Ran ask(String line, String... more) {
        return askAt(gateway.url(), "administrator.key", line, more);
    }

    private static Ran askAt(String url, String keyFile, String line, String... more) {
        List<String> arguments = new ArrayList<>(List.of(line.split(" ")));
        arguments.addAll(List.of(more));
        arguments.addAll(List.of(
                "--url",
                url,
                "--administrator-key-file",
                folder.resolve(keyFile).toString()));
        return run(arguments);
    }

    private static Ran run(List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = CommandLine.run(
                arguments.toArray(String[]::new), new PrintWriter(out, true), new PrintWriter(err, true));
        return new Ran(code, out.toString(), err.toString());
    }

    private static String made(String owner) {
        Ran made = ask("subscriptions create --scope product:gold --format json --owner " + owner, "--title", "My app");
        assertThat(made.code()).as(made.err()).isZero();
        return made.json().get("id").asString();
    }

    private static int call(String key) {
        return gateway.post("/one/invocations", key, "{\"inputs\":[1]}").statusCode();
    }

    @Test
    void leadASubscriptionThroughItsLife(CapturedOutput log) {
        String id = made("ada");
        assertThat(ask("subscriptions approve " + id, "--comment", "Welcome aboard", "--expires", "2999-12-31")
                        .out())
                .contains("active", "2999-12-31");

        Ran created = ask("keys create " + id);
        String key = created.out().strip();
        assertThat(created.err()).contains("primary").doesNotContain(key);
        assertThat(call(key)).isEqualTo(200);
        String second =
                ask("keys rotate " + id + " primary --overlap PT1H").out().strip();
        assertThat(List.of(call(key), call(second))).containsExactly(200, 200);
        Ran listed = ask("keys list " + id);
        assertThat(listed.out())
                .contains("primary", "secondary")
                .doesNotContain(key)
                .doesNotContain(second);
        assertThat(ask("keys revoke " + id + " primary").code()).isZero();
        assertThat(List.of(call(key), call(second))).containsExactly(401, 200);
        assertThat(ask("subscriptions suspend " + id).code()).isZero();
        assertThat(call(second)).isEqualTo(403);
        assertThat(ask("subscriptions resume " + id).code()).isZero();
        assertThat(call(second)).isEqualTo(200);
        assertThat(ask("subscriptions cancel " + id).out()).contains("cancelled");
        assertThat(call(second)).isEqualTo(401);

        Ran refused = ask("subscriptions resume " + id);
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err())
                .startsWith("subscriptions resume: 409 change-not-possible: This subscription is cancelled");
        assertThat(log.getAll())
                .doesNotContain(key)
                .doesNotContain(second)
                .doesNotContain(ManagementVisit.ADMINISTRATOR);
    }

    @Test
    void lowerTheLimitsOfASubscription() {
        String id = made("limited");

        assertThat(ask("subscriptions limit " + id + " daily=20 burst=5").out()).contains("burst=5 daily=20");
        assertThat(ask("subscriptions get " + id + " --format json").json().get("limits"))
                .hasToString("{\"burst\":5,\"daily\":20}");
        Ran tooHigh = ask("subscriptions limit " + id + " daily=1001");
        assertThat(tooHigh.code()).isEqualTo(1);
        assertThat(tooHigh.err()).contains("400 invalid-body", "/daily: ", "write 1 to 1000");
        assertThat(ask("subscriptions limit " + id).code()).isEqualTo(2);
        assertThat(ask("subscriptions limit " + id + " daily=2 --none").code()).isEqualTo(2);
        assertThat(ask("subscriptions limit " + id + " daily=many").code()).isEqualTo(2);
        assertThat(ask("subscriptions limit " + id + " --none --format json")
                        .json()
                        .get("limits"))
                .isEmpty();
    }

    @Test
    void listSubscriptionsOfBothKinds() {
        String id = made("lister");
        ask("subscriptions reject " + made("lister"));

        assertThat(ask("subscriptions list").out()).startsWith("ID ").contains("app ", id, "file", "portal");
        assertThat(ask("subscriptions list --owner lister --state submitted --scope product:gold --format json")
                        .json()
                        .at("/items/0/id")
                        .asString())
                .isEqualTo(id);
        assertThat(ask("subscriptions list --source file --format json").json().get("items"))
                .hasSize(1);
        assertThat(ask("subscriptions get " + id).out()).contains("My app", "product:gold", "submitted", "lister");
    }

    @Test
    void sayWhatTheGatewaySays() {
        assertThat(ask("subscriptions suspend app").err())
                .contains("409 declared-in-file", "config/subscriptions/app.yaml");
        assertThat(ask("subscriptions get s-000000000000").err()).contains("404 resource-not-found");
        assertThat(ask("subscriptions get ../apis").err()).contains("subscriptions get: 4");
        Ran invalid = ask("subscriptions create --title x --owner y --scope team:z");
        assertThat(invalid.code()).isEqualTo(1);
        assertThat(invalid.err()).contains("400 invalid-body", "/scope/kind: ");
        Ran unknown = askAt(gateway.url(), "wrong.key", "subscriptions list");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err()).contains("401 management-unauthenticated").doesNotContain("not-the-key");
    }

    @Test
    void sayWhenNobodyAnswers() {
        Ran nobody = askAt("http://127.0.0.1:1", "administrator.key", "subscriptions list");

        assertThat(nobody.code()).isEqualTo(1);
        assertThat(nobody.err()).contains("nobody listens at http://127.0.0.1:1");
    }

    @Test
    void sayWhenTheCommandLineIsWrong() {
        assertThat(askAt("ftp://x", "administrator.key", "subscriptions list").code())
                .isEqualTo(2);
        assertThat(askAt(gateway.url(), "none.key", "subscriptions list").err()).contains("cannot be read");
        assertThat(askAt(gateway.url(), "empty.key", "subscriptions list").code())
                .isEqualTo(2);
        assertThat(run(List.of("subscriptions", "list")).err()).contains("LAKEFRONT_ADMINISTRATOR_KEY");
        assertThat(run(List.of("subscriptions", "list", "--administrator-key", "x"))
                        .code())
                .isEqualTo(2);
        assertThat(run(List.of("subscriptions", "approve", "--help")).out())
                .contains("LAKEFRONT_ADMINISTRATOR_KEY", "Exit codes:", "--expires");
    }
}
