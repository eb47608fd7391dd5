package dev.lakefront.publication;

import dev.lakefront.backend.Workspace;
import dev.lakefront.backend.WorkspaceFile;
import dev.lakefront.catalog.Api;
import dev.lakefront.catalog.ApiFile;
import dev.lakefront.catalog.Product;
import dev.lakefront.catalog.ProductFile;
import dev.lakefront.document.Binder;
import dev.lakefront.document.Document;
import dev.lakefront.document.Nearest;
import dev.lakefront.document.References;
import dev.lakefront.document.Report;
import dev.lakefront.policy.Policies;
import dev.lakefront.policy.PolicyDocument;
import dev.lakefront.policy.PolicyFactories;
import dev.lakefront.policy.PolicyFile;
import dev.lakefront.policy.PolicyScope;
import dev.lakefront.secret.NamedValues;
import dev.lakefront.secret.NamedValuesFile;
import dev.lakefront.subscription.Subscription;
import dev.lakefront.subscription.SubscriptionFile;
import dev.lakefront.subscription.SubscriptionIndexBuilder;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Understands configuration files: each kind by its own reader, then what they say of each other.
 *
 * <p>Everything that is wrong goes to the report, so that one run shows all of it. Blocks while references to secrets
 * are resolved; for the control plane and the command line.
 */
final class ConfigurationCompiler {

    private final Binder binder = new Binder();
    private final PolicyFactories policyFactories;
    private final NamedValuesFile namedValues;
    private final InstantSource clock;

    ConfigurationCompiler(PolicyFactories policyFactories, NamedValuesFile namedValues, InstantSource clock) {
        this.policyFactories = policyFactories;
        this.namedValues = namedValues;
        this.clock = clock;
    }

    /**
     * Empty when there was an error; then the report says all of them.
     *
     * @param given a workspace that is there without a file: the environment's, or the simulation
     */
    Optional<Configuration> compile(ConfigurationFiles files, Optional<Workspace> given, Report report) {
        GatewaySettings settings = files.file("gateway")
                .flatMap(document -> GatewaySettings.read(document, binder, report))
                .orElse(GatewaySettings.DEFAULT);
        NamedValues values = namedValues.read(files.file("named-values"), binder, report);
        Map<String, Workspace> workspaces = workspaces(files, values, report);
        given.ifPresent(workspace -> workspaces.put(workspace.id().value(), workspace));
        Map<String, Product> products = read(files, "products", new ProductFile(binder)::read, report);
        Map<String, Api> apis = apis(files, workspaces, products, report);
        List<Subscription> subscriptions = subscriptions(files, values, products, apis, report);
        Policies policies = policies(files, values, products.keySet(), apis.keySet(), report);
        return report.hasErrors()
                ? Optional.empty()
                : Optional.of(new Configuration(settings, workspaces, apis, products, subscriptions, policies));
    }

    private Map<String, Workspace> workspaces(ConfigurationFiles files, NamedValues values, Report report) {
        return read(files, "workspaces", new WorkspaceFile(binder, values)::read, report);
    }

    private Map<String, Api> apis(
            ConfigurationFiles files, Map<String, Workspace> workspaces, Map<String, Product> products, Report report) {
        ApiFile reader = new ApiFile(binder);
        ReservedPaths paths = new ReservedPaths();
        Map<String, Api> apis = new TreeMap<>();
        Set<String> knownWorkspaces = known(files, "workspaces", workspaces.keySet());
        Set<String> knownProducts = known(files, "products", products.keySet());
        files.of("apis").forEach((id, document) -> reader.read(id, document, report).ifPresent(api -> {
            checkReferences(api, document, knownWorkspaces, knownProducts, report);
            paths.add(api, document, report);
            apis.put(id, api);
        }));
        return apis;
    }

    /** Names of broken files count as known: their own errors are enough. */
    private static Set<String> known(ConfigurationFiles files, String folder, Set<String> read) {
        Set<String> known = new TreeSet<>(files.of(folder).keySet());
        known.addAll(read);
        return known;
    }

    private static void checkReferences(
            Api api, Document document, Set<String> workspaces, Set<String> products, Report report) {
        if (!workspaces.contains(api.workspace())) {
            document.error(
                    report,
                    "/workspace",
                    "LF1204",
                    "workspace '" + api.workspace() + "' is not defined in config/workspaces/"
                            + Nearest.hint(api.workspace(), workspaces));
        }
        for (int i = 0; i < document.content().path("products").size(); i++) {
            String product = document.content().path("products").get(i).asString();
            if (!products.contains(product)) {
                document.error(
                        report,
                        "/products/" + i,
                        "LF1205",
                        "product '" + product + "' is not defined in config/products/"
                                + Nearest.hint(product, products));
            }
        }
    }

    private List<Subscription> subscriptions(
            ConfigurationFiles files,
            References references,
            Map<String, Product> products,
            Map<String, Api> apis,
            Report report) {
        SubscriptionFile reader = new SubscriptionFile(binder, references, clock);
        SubscriptionIndexBuilder index = new SubscriptionIndexBuilder();
        List<Subscription> subscriptions = new ArrayList<>();
        Set<String> knownProducts = known(files, "products", products.keySet());
        Set<String> knownApis = known(files, "apis", apis.keySet());
        files.of("subscriptions").forEach((id, document) -> reader.read(id, document, report)
                .ifPresent(subscription -> {
                    SubscriptionIndexBuilder.checkScope(subscription, document, knownProducts, knownApis, report);
                    index.add(subscription, document, report);
                    subscriptions.add(subscription);
                }));
        return subscriptions;
    }

    private Policies policies(
            ConfigurationFiles files,
            References references,
            Set<String> products,
            Set<String> apis,
            Report report) {
        PolicyFile reader = new PolicyFile(policyFactories, binder, references);
        List<PolicyDocument> documents = new ArrayList<>();
        files.file("policies/global")
                .flatMap(document -> reader.read(new PolicyScope.Global(), document, report))
                .ifPresent(documents::add);
        files.of("policies/products").forEach((id, document) -> {
            checkScope("product", id, products, document, report);
            reader.read(new PolicyScope.Product(id), document, report).ifPresent(documents::add);
        });
        files.of("policies/apis").forEach((id, document) -> {
            checkScope("API", id, apis, document, report);
            reader.read(new PolicyScope.Api(id), document, report).ifPresent(documents::add);
        });
        return new Policies(documents);
    }

    /** A warning only: APIs can also come from a workspace, which this compilation does not ask. */
    private static void checkScope(String noun, String id, Set<String> known, Document document, Report report) {
        if (!known.contains(id)) {
            document.warning(
                    report, "", "LF1206", "no " + noun + " '" + id + "' is declared, so this document may hold for nothing"
                            + Nearest.hint(id, known));
        }
    }

    @FunctionalInterface
    private interface KindReader<T> {
        Optional<T> read(String id, Document document, Report report);
    }

    private static <T> Map<String, T> read(
            ConfigurationFiles files, String folder, KindReader<T> reader, Report report) {
        Map<String, T> read = new TreeMap<>();
        files.of(folder)
                .forEach((id, document) ->
                        reader.read(id, document, report).ifPresent(value -> read.put(id, value)));
        return read;
    }
}
