package dev.lakefront.command;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Subscriptions of a running gateway. */
@Command(
        name = "subscriptions",
        description = {
            "The subscriptions of a running gateway: those of files to read, those of the portal to change.",
            "Asks its management API."
        },
        mixinStandardHelpOptions = true,
        subcommands = {
            SubscriptionsCommand.List.class,
            SubscriptionsCommand.Get.class,
            SubscriptionsCommand.Create.class,
            SubscriptionsCommand.Approve.class,
            SubscriptionsCommand.Reject.class,
            SubscriptionsCommand.Suspend.class,
            SubscriptionsCommand.Resume.class,
            SubscriptionsCommand.Cancel.class,
            SubscriptionsCommand.Limit.class
        })
final class SubscriptionsCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** Lists subscriptions of both kinds. */
    @Command(name = "list", description = "List subscriptions, in the order of their ids.")
    static final class List extends GatewayCommand {

        @Option(names = "--state", paramLabel = "STATE", description = "Only those in this state, such as submitted.")
        private @Nullable String state;

        @Option(names = "--owner", paramLabel = "ID", description = "Only those of this owner.")
        private @Nullable String owner;

        @Option(names = "--scope", paramLabel = "SCOPE", description = "Only those to product:ID, api:ID or all.")
        private @Nullable String scope;

        @Option(names = "--source", paramLabel = "SOURCE", description = "Only those of file or portal.")
        private @Nullable String source;

        @Override
        void ask(RunningGateway gateway) {
            Map<String, String> query = new LinkedHashMap<>();
            put(query, "state", state);
            put(query, "owner", owner);
            put(query, "scope", scope);
            put(query, "source", source);
            ObjectNode all = PortalSubscription.all(gateway, PortalSubscription.PATH, query);
            show(all, PortalSubscription.table(all.path("items")));
        }

        private static void put(Map<String, String> query, String name, @Nullable String value) {
            if (value != null) {
                query.put(name, value);
            }
        }
    }

    /** What is done to one. */
    abstract static class OfOne extends GatewayCommand {

        @Parameters(index = "0", paramLabel = "ID", description = "The subscription's id, such as s-4tq0x1m5k2ab.")
        private String id = "";

        final String path() {
            return PortalSubscription.path(id);
        }

        final void showOne(JsonNode one) {
            show(one, PortalSubscription.table(java.util.List.of(one)));
        }
    }

    /** Shows one. */
    @Command(name = "get", description = "Show one subscription.")
    static final class Get extends OfOne {

        @Override
        void ask(RunningGateway gateway) {
            showOne(gateway.get(path(), Map.of()));
        }
    }

    /** Makes one for somebody. */
    @Command(name = "create", description = "Ask for a subscription on behalf of its owner. It has no key yet.")
    static final class Create extends GatewayCommand {

        @Option(names = "--title", required = true, paramLabel = "TITLE", description = "What it will be known by.")
        private String title = "";

        @Option(
                names = "--owner",
                required = true,
                paramLabel = "ID",
                description = "Whose it is: the id of a visitor of the portal, issuer#subject.")
        private String owner = "";

        @Option(names = "--owner-name", paramLabel = "NAME", description = "The owner's name, for people.")
        private @Nullable String ownerName;

        @Option(names = "--owner-email", paramLabel = "ADDRESS", description = "The owner's address.")
        private @Nullable String ownerEmail;

        @Option(
                names = "--scope",
                required = true,
                paramLabel = "SCOPE",
                description = "What it covers: product:ID, api:ID or all.")
        private String scope = "";

        @Option(names = "--purpose", paramLabel = "TEXT", description = "What it is for.")
        private @Nullable String purpose;

        @Option(names = "--accept-terms", description = "The owner has accepted the terms of the product.")
        private boolean termsAccepted;

        @Override
        void ask(RunningGateway gateway) {
            ObjectNode body = JsonMapper.shared().createObjectNode();
            body.put("title", title).put("purpose", purpose).put("terms_accepted", termsAccepted);
            body.putObject("owner").put("id", owner).put("name", ownerName).put("email", ownerEmail);
            int colon = scope.indexOf(':');
            body.putObject("scope")
                    .put("kind", colon < 0 ? scope : scope.substring(0, colon))
                    .put("id", colon < 0 ? null : scope.substring(colon + 1));
            JsonNode made = gateway.post(PortalSubscription.PATH, body);
            show(made, PortalSubscription.table(java.util.List.of(made)));
        }
    }

    /** A change of its state, named as the command. */
    abstract static class Decision extends OfOne {

        @Option(names = "--comment", paramLabel = "TEXT", description = "Why; kept in the audit log.")
        private @Nullable String comment;

        void fill(ObjectNode body) {
            // Most have nothing but a comment.
        }

        @Override
        void ask(RunningGateway gateway) {
            ObjectNode body = JsonMapper.shared().createObjectNode().put("comment", comment);
            fill(body);
            String action = getClass().getSimpleName().toLowerCase(Locale.ROOT);
            showOne(gateway.post(path() + "/" + action, body));
        }
    }

    /** Approve a subscription that was asked for. */
    @Command(name = "approve", description = "Approve a subscription that was asked for.")
    static final class Approve extends Decision {

        @Option(
                names = "--expires",
                paramLabel = "DAY",
                description = "The last day, in UTC, on which its keys work, such as 2027-06-30 (default: none).")
        private @Nullable LocalDate expires;

        @Override
        void fill(ObjectNode body) {
            if (expires != null) {
                body.put("expires", expires.toString());
            }
        }
    }

    /** Reject a subscription that was asked for. */
    @Command(name = "reject", description = "Reject a subscription that was asked for.")
    static final class Reject extends Decision {}

    /** Switch a subscription off for a while. */
    @Command(name = "suspend", description = "Switch a subscription off for a while.")
    static final class Suspend extends Decision {}

    /** Switch a suspended subscription on again. */
    @Command(name = "resume", description = "Switch a suspended subscription on again.")
    static final class Resume extends Decision {}

    /** End a subscription for good. */
    @Command(name = "cancel", description = "End a subscription for good.")
    static final class Cancel extends Decision {}

    /** Gives one lower limits than others have. */
    @Command(
            name = "limit",
            description = {
                "Give a subscription lower limits than others have. Those that are not named are everybody's again.",
                "Example: java -jar gateway-app.jar subscriptions limit s-4tq0x1m5k2ab daily=1000 burst=5"
            })
    static final class Limit extends OfOne {

        @Parameters(
                index = "1..*",
                arity = "0..*",
                paramLabel = "NAME=AMOUNT",
                description = "A limit's name, and the amount that this subscription has of it.")
        private Map<String, Long> limits = new LinkedHashMap<>();

        @Option(names = "--none", description = "Take them all back.")
        private boolean none;

        @Override
        void ask(RunningGateway gateway) {
            if (limits.isEmpty() != none) {
                throw wrong("say the limits, such as daily=1000, or --none");
            }
            ObjectNode body = JsonMapper.shared().createObjectNode();
            limits.forEach(body::put);
            showOne(gateway.put(path() + "/limits", body));
        }
    }
}
