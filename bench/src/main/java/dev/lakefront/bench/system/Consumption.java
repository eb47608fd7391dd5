package dev.lakefront.bench.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a system has used so far, as the kernel and its JVM count it.
 *
 * @param cpuMicros user and system time of all its processes
 * @param allocated bytes on the Java heap by all threads, ended ones included; 0 without a JVM
 * @param residentBytes of all its processes
 */
public record Consumption(long cpuMicros, long allocated, long residentBytes) {

    /** The unit of times in {@code /proc}; 100 on every Linux that matters. */
    private static final long MICROS_PER_TICK = 10_000;

    /** Reads it now. A process that ended meanwhile counts nothing. */
    public static Consumption of(List<Long> pids, AllocationMeter allocation) throws IOException {
        long ticks = 0;
        long resident = 0;
        for (long pid : pids) {
            try {
                ticks += ticks(pid);
                resident += resident(pid);
            } catch (NoSuchFileException ended) {
                continue;
            }
        }
        return new Consumption(ticks * MICROS_PER_TICK, allocation.bytes(), resident);
    }

    private static long ticks(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        // The second field is the command's name and may hold anything; the rest begins after its parenthesis.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    private static long resident(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        return 0;
    }
}
