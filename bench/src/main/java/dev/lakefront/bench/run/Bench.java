package dev.lakefront.bench.run;

import dev.lakefront.bench.load.LoadGenerator;
import dev.lakefront.bench.system.Running;
import dev.lakefront.bench.system.Systems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Measures the systems in turn and writes one report. `bench/run --help` explains the options. */
@Command(
        name = "bench/run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures Lakefront beside its peers on this machine. Ratios hold within one run only.")
public final class Bench implements Callable<Integer> {

    @Option(names = "--home", hidden = true, required = true)
    private Path home = Path.of("");

    @Option(names = "--revision", hidden = true)
    private String revision = "unknown";

    @Option(
            names = "--quick",
            description = "small bodies, one start, one open-loop point, and 10,000 APIs: 3 minutes.")
    private boolean quick;

    @Option(
            names = "--profile",
            split = ",",
            description = "small, 10k, 1m, delay50, sse, apis; startup, changes, memory. Default: small.")
    private List<String> profiles = List.of("small");

    @Option(
            names = "--systems",
            split = ",",
            description = "direct, nginx, bare, stock, lakefront, portkey; stock@1000 is stock with 1,000 routes.")
    private List<String> systems = List.of();

    @Option(names = "--starts", description = "how often each JVM is started anew. Default: ${DEFAULT-VALUE}.")
    private int starts = 2;

    @Option(names = "--rounds", description = "measurements of each system in a start. Default: ${DEFAULT-VALUE}.")
    private int rounds = 3;

    @Option(names = "--seconds", description = "of one measurement. Default: ${DEFAULT-VALUE}.")
    private int seconds = 8;

    @Option(names = "--warm-up", description = "seconds before the first round. Default: ${DEFAULT-VALUE}.")
    private int warmUp = 30;

    @Option(
            names = "--loads",
            split = ",",
            description = "of the open loop, percent of stock's saturation; 0 for none. Default: 25,30,50,70.")
    private List<Integer> loads = List.of(25, 30, 50, 70);

    @Option(
            names = "--patience",
            description = "seconds that a measurement may wait until nothing else runs here, and be repeated because"
                    + " something did. Default: ${DEFAULT-VALUE}.")
    private int patience = 0;

    @Option(names = "--hit", description = "which API is asked for: last, or random. Default: ${DEFAULT-VALUE}.")
    private String hit = "last";

    @Option(names = "--flags", split = " ", description = "of all JVMs that are measured. Default: ${DEFAULT-VALUE}.")
    private List<String> flags = List.of("-Xms512m", "-Xmx512m", "--enable-native-access=ALL-UNNAMED");

    @Option(names = "--gateway-flags", split = " ", description = "of Lakefront's JVM besides.")
    private List<String> gatewayFlags = List.of();

    @Option(names = "--name", description = "of the report in bench/results/. Default: the profiles' names.")
    private String name = "";

    @Option(names = "--changes", description = "of profile changes: how many. Default: ${DEFAULT-VALUE}.")
    private int changes = 1000;

    @Option(names = "--apis", description = "of profiles changes and memory. Default: ${DEFAULT-VALUE}.")
    private int apis = 10_000;

    private final List<Sample> samples = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, Map<String, Object>> others = new LinkedHashMap<>();

    public static void main(String... arguments) {
        Locale.setDefault(Locale.ROOT);
        CommandLine command = new CommandLine(new Bench());
        // Options such as --flags hold words that begin with a dash themselves.
        command.setUnmatchedOptionsAllowedAsOptionParameters(true);
        System.exit(command.execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (quick) {
            makeQuick();
        }
        Systems setting = new Systems(home, ownJava(), flags, gatewayFlags, Systems.freePort());
        Map<String, String> machine = Machine.describe(flags, revision);
        Files.createDirectories(setting.run());
        try (Running backend = Running.start(setting.backend());
                LoadGenerator generator = new LoadGenerator()) {
            for (String profile : profiles) {
                switch (profile) {
                    case "startup" -> others.put(profile, new StartUp(setting, rounds).measure());
                    case "memory" -> others.put(profile, new Memory(setting, generator, apis).measure());
                    case "changes" -> others.put(profile, new Changes(setting, generator, apis, changes).measure());
                    default -> compare(Profile.named(profile), setting, backend, generator);
                }
                // After each, so that a run that is ended early leaves what it has.
                write(machine);
            }
        }
        System.out.println("\n" + write(machine));
        System.out.println("Written to bench/results/" + title() + ".md and .json");
        return samples.stream().anyMatch(sample -> sample.errorCount() > 0) ? 1 : 0;
    }

    private void makeQuick() {
        systems = systems.isEmpty() ? List.of("direct", "bare", "stock", "lakefront", "lakefront@10000") : systems;
        starts = 1;
        rounds = 3;
        seconds = 3;
        warmUp = 14;
        loads = List.of(25);
        name = name.isEmpty() ? "quick" : name;
    }

    private void compare(Profile profile, Systems setting, Running backend, LoadGenerator generator)
            throws IOException, InterruptedException {
        List<String> present = present(setting, systems.isEmpty() ? profile.systems() : systems);
        for (int start = 1; start <= starts; start++) {
            try (Stage stage = new Stage(backend, generator, Duration.ofSeconds(patience))) {
                for (String system : present) {
                    Duration ready = stage.add(setting.launch(system, hit.equals("last")));
                    say("%s is ready after %.1f s", system, ready.toMillis() / 1e3);
                }
                new Comparison(
                                profile,
                                stage,
                                start,
                                rounds,
                                quick ? 1 : rounds,
                                seconds,
                                warmUp,
                                loads,
                                samples,
                                notes)
                        .run();
            }
        }
    }

    private List<String> present(Systems setting, List<String> wanted) {
        List<String> present = new ArrayList<>();
        for (String system : wanted) {
            Optional<String> missing = setting.missing(system);
            if (missing.isEmpty()) {
                present.add(system);
            } else {
                say("%s is left out: %s", system, missing.get());
                notes.add(system + " was left out: " + missing.get());
            }
        }
        return present;
    }

    private String title() {
        return LocalDate.now() + "-" + (name.isEmpty() ? String.join("-", profiles) : name);
    }

    private String write(Map<String, String> machine) throws IOException {
        String title = title();
        machine.put("load average after", Machine.loadAverage());
        StringBuilder report = new StringBuilder(new Report(title, machine, samples, notes).markdown());
        others.forEach((what, figures) -> {
            report.append("\n## " + what + "\n\n");
            figures.forEach((figure, value) -> report.append("- " + figure + ": " + value + "\n"));
        });
        Path results = home.resolve("results");
        Files.createDirectories(results);
        Files.writeString(results.resolve(title + ".md"), report);
        Map<String, Object> raw = new LinkedHashMap<>();
        raw.put("machine", machine);
        raw.put("notes", notes);
        raw.put("samples", samples);
        raw.putAll(others);
        Files.writeString(
                results.resolve(title + ".json"),
                JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(raw) + "\n");
        return report.toString();
    }

    private static Path ownJava() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    static void say(String format, Object... arguments) {
        System.err.printf(format + "%n", arguments);
    }
}
