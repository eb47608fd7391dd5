package dev.lakefront.bench.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the figures depend on. Neither host names nor paths: results are published. */
final class Machine {

    private Machine() {}

    static Map<String, String> describe(List<String> flags, String revision) throws IOException {
        Map<String, String> machine = new LinkedHashMap<>();
        machine.put("processor", cpuinfo("model name"));
        machine.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        machine.put("memory", memory());
        machine.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        machine.put("JVM", System.getProperty("java.vm.name") + " " + Runtime.version());
        machine.put("JVM flags", String.join(" ", flags));
        machine.put("revision", revision);
        machine.put("load average before", loadAverage());
        return machine;
    }

    private static String cpuinfo(String key) throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    private static String memory() throws IOException {
        String total = Files.readAllLines(Path.of("/proc/meminfo")).getFirst().replaceAll("\\D", "");
        return Math.round(Long.parseLong(total) / 1024.0 / 1024.0) + " GiB";
    }

    static String loadAverage() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0];
    }

    /** The first line a program prints; what it says of its version. */
    static String firstLine(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = reader.readLine();
            return line == null ? "" : line;
        }
    }
}
