package dev.lakefront.command;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The commands for keys of subscriptions of the portal. */
final class PortalKeys {

    private PortalKeys() {}

    /** What each of them is about. */
    abstract static class OfSubscription extends GatewayCommand {

        @Parameters(paramLabel = "SUBSCRIPTION", description = "The subscription's id, such as s-4tq0x1m5k2ab.")
        private String subscription = "";

        final String path() {
            return PortalSubscription.path(subscription) + "/keys";
        }

        /** The key's text goes to standard output alone, so that a script can keep it. */
        final void showMade(JsonNode made) {
            if (isJson()) {
                showJson(made);
                return;
            }
            note("Key '" + PortalSubscription.word(made, "name") + "' (shown once):");
            say(PortalSubscription.word(made, "key"));
        }
    }

    /** Lists keys. */
    @Command(
            name = "list",
            description = "List the keys of a subscription. Their text is shown when they are made only.")
    static final class List extends OfSubscription {

        @Override
        void ask(RunningGateway gateway) {
            ObjectNode keys = PortalSubscription.all(gateway, path(), Map.of());
            show(keys, PortalSubscription.keys(keys.path("items")));
        }
    }

    /** Makes a key. */
    @Command(
            name = "create",
            description = {
                "Make a key of a subscription of the portal; its text is printed to standard output, once.",
                "For a subscription of a file, use keys generate."
            })
    static final class Create extends OfSubscription {

        @Option(names = "--name", paramLabel = "NAME", description = "The key's name (default: primary or secondary).")
        private @Nullable String name;

        @Override
        void ask(RunningGateway gateway) {
            ObjectNode body = JsonMapper.shared().createObjectNode();
            if (name != null) {
                body.put("name", name);
            }
            showMade(gateway.post(path(), body));
        }
    }

    /** Replaces a key. */
    @Command(
            name = "rotate",
            description = "Make a key that takes another one's place; its text is printed to standard output, once.")
    static final class Rotate extends OfSubscription {

        @Parameters(paramLabel = "NAME", description = "The name of the key to replace.")
        private String name = "";

        @Option(
                names = "--overlap",
                paramLabel = "SPAN",
                description = "How long the old key goes on working, such as P7D or PT12H (default: not at all).")
        private Duration overlap = Duration.ZERO;

        @Override
        void ask(RunningGateway gateway) {
            ObjectNode body = JsonMapper.shared().createObjectNode().put("overlap", overlap.toString());
            showMade(gateway.post(path() + "/" + RunningGateway.encoded(name) + "/rotate", body));
        }
    }

    /** Takes a key away. */
    @Command(name = "revoke", description = "Take a key away: it stops working at once.")
    static final class Revoke extends OfSubscription {

        @Parameters(paramLabel = "NAME", description = "The name of the key.")
        private String name = "";

        @Override
        void ask(RunningGateway gateway) {
            gateway.delete(path() + "/" + RunningGateway.encoded(name));
            note("Key '" + name + "' is revoked.");
        }
    }
}
