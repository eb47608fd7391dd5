package dev.lakefront.bench.system;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How one system is started and spoken to.
 *
 * @param name as in the tables; {@code stock@1000} is the stock gateway with 1,000 routes
 * @param command empty for the backend itself, which runs already
 * @param paths that lead to the model, one for each API
 * @param headers that this system needs besides the key that all get
 * @param ready a path that answers 200 once it takes calls, on {@code readyPort}; empty when an open port says enough
 * @param jvm whether its allocation can be read
 */
public record Launch(
        String name,
        List<String> command,
        Path folder,
        int port,
        int readyPort,
        String ready,
        List<String> paths,
        Map<String, String> headers,
        boolean jvm) {}
