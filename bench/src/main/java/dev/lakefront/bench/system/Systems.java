package dev.lakefront.bench.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Knows how each system is started on this machine.
 *
 * @param home the folder {@code bench/}
 * @param java the JVM that runs all Java systems
 * @param flags that all Java systems get alike
 * @param gatewayFlags that Lakefront gets besides
 */
public record Systems(Path home, Path java, List<String> flags, List<String> gatewayFlags, int backendPort) {

    /** Names without their {@code @routes}. */
    public static final List<String> ALL = List.of("direct", "nginx", "bare", "stock", "lakefront", "portkey");

    /** The subscription key that callers send, to every system. */
    public static final String KEY = "bench-key-0123456789abcdefghij";

    /** Why a system cannot be measured here; empty when it can. */
    public Optional<String> missing(String name) {
        return switch (kind(name)) {
            case "nginx" ->
                nginx().isEmpty()
                        ? Optional.of(
                                "nginx is missing: `apt-get install nginx`, or `bench/peers` for a copy below target/")
                        : Optional.empty();
            case "portkey" ->
                Files.exists(portkey()) && onPath("node").isPresent()
                        ? Optional.empty()
                        : Optional.of("Portkey is missing: `bench/peers` gets it from npm (needs Node)");
            case "direct", "bare", "stock", "lakefront" -> Optional.empty();
            default -> Optional.of("no such system; there are " + String.join(", ", ALL));
        };
    }

    public Launch backend() {
        List<String> command = List.of(
                java.toString(),
                "-Xms128m",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                jar().toString(),
                Backend.class.getName(),
                Integer.toString(backendPort));
        return new Launch(
                "backend", command, run(), backendPort, backendPort, "/bench/counts", List.of("/"), Map.of(), true);
    }

    /** @param last whether to ask for the last API only, or for any by chance */
    public Launch launch(String name, boolean last) throws IOException {
        int count = count(name);
        List<String> all = LakefrontFiles.paths(count);
        List<String> paths = last ? List.of(all.getLast()) : all;
        return switch (kind(name)) {
            case "direct" -> new Launch(name, List.of(), run(), backendPort, backendPort, "", paths, Map.of(), false);
            case "nginx" -> nginx(name, paths);
            case "bare" -> bare(name, paths);
            case "stock" -> stock(name, count, paths);
            case "lakefront" -> lakefront(name, count, paths);
            case "portkey" -> portkey(name, paths);
            default -> throw new IllegalArgumentException(name);
        };
    }

    public static String kind(String name) {
        return name.replaceAll("@.*", "");
    }

    private static int count(String name) {
        int at = name.indexOf('@');
        return at < 0 ? 1 : Integer.parseInt(name.substring(at + 1));
    }

    private Launch nginx(String name, List<String> paths) throws IOException {
        int port = freePort();
        Path folder = run().resolve("nginx");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("nginx.conf"), """
            worker_processes 2; pid nginx.pid; error_log stderr warn;
            events { worker_connections 4096; }
            http {
              access_log off;
              map $http_x_api_key $consumer { default ""; "%s" bench; }
              limit_req_zone $consumer zone=calls:10m rate=1000000r/s;
              limit_req_status 429;
              upstream model { server 127.0.0.1:%d; keepalive 128; }
              client_body_temp_path b; proxy_temp_path p; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;
              server {
                listen 127.0.0.1:%d;
                keepalive_requests 100000000; client_max_body_size 16m;
                location / {
                  if ($consumer = "") { return 401; }
                  limit_req zone=calls burst=100000 nodelay;
                  proxy_http_version 1.1; proxy_set_header Connection ""; proxy_buffering off; proxy_request_buffering off;
                  proxy_set_header Authorization "Bearer bench-workspace-token-of-nobody";
                  proxy_set_header X-Api-Key "";
                  proxy_pass http://model;
                }
              }
            }
            """.formatted(KEY, backendPort, port));
        List<String> command = List.of(
                nginx().orElseThrow().toString(), "-p", folder.toString(), "-c", "nginx.conf", "-g", "daemon off;");
        return new Launch(name, command, folder, port, port, "", paths, Map.of(), false);
    }

    private Launch bare(String name, List<String> paths) throws IOException {
        int port = freePort();
        List<String> command = javaCommand();
        command.addAll(List.of(
                "-cp",
                jar().toString(),
                BareProxy.class.getName(),
                Integer.toString(port),
                Integer.toString(backendPort)));
        return new Launch(name, command, run(), port, port, "", paths, Map.of(), true);
    }

    private Launch stock(String name, int routes, List<String> paths) throws IOException {
        int port = freePort();
        Path folder = run().resolve("stock-" + routes);
        Files.createDirectories(folder);
        StringBuilder yaml = new StringBuilder("spring.cloud.gateway.server.webflux.routes:\n");
        for (int number = 1; number <= routes; number++) {
            yaml.append("  - { id: %1$s, uri: \"http://127.0.0.1:%2$d\", predicates: [ \"Path=/%1$s/**\" ] }\n"
                    .formatted(LakefrontFiles.id(number), backendPort));
        }
        Files.writeString(folder.resolve("application.yaml"), yaml);
        List<String> command = javaCommand();
        command.addAll(List.of(
                "-cp",
                jar().toString(),
                StockGateway.class.getName(),
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--spring.config.location=" + folder.resolve("application.yaml")));
        return new Launch(name, command, folder, port, port, "", paths, Map.of(), true);
    }

    private Launch lakefront(String name, int apis, List<String> paths) throws IOException {
        int port = freePort();
        int management = freePort();
        Path folder = run().resolve("lakefront-" + apis);
        LakefrontFiles.write(folder, apis, backendPort, KEY);
        List<String> command = javaCommand();
        command.addAll(gatewayFlags);
        command.addAll(List.of(
                "-jar",
                home.resolve("target/gateway/gateway-app.jar").toString(),
                "--server.port=" + port,
                "--management.server.port=" + management,
                "--lakefront.config-dir=" + folder.resolve("config"),
                "--lakefront.policies-dir=" + folder.resolve("policies"),
                "--lakefront.data-dir=" + folder.resolve("data")));
        return new Launch(name, command, folder, port, management, "/actuator/health/readiness", paths, Map.of(), true);
    }

    private Launch portkey(String name, List<String> paths) throws IOException {
        int port = freePort();
        List<String> command =
                List.of(onPath("node").orElseThrow().toString(), portkey().toString(), "--headless", "--port=" + port);
        Map<String, String> headers = Map.of(
                "x-portkey-provider", "openai",
                "x-portkey-custom-host", "http://127.0.0.1:" + backendPort,
                "Authorization", "Bearer " + KEY);
        List<String> below = paths.stream().map(path -> "/v1" + path).toList();
        return new Launch(name, command, run(), port, port, "", below, headers, false);
    }

    private List<String> javaCommand() {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(flags);
        return command;
    }

    /** Where configurations, logs and temporary files of a run are. */
    public Path run() {
        return home.resolve("target/run");
    }

    private Path jar() {
        return home.resolve("target/bench/bench.jar");
    }

    private Path portkey() {
        return home.resolve("target/peers/portkey/node_modules/@portkey-ai/gateway/build/start-server.js");
    }

    private Optional<Path> nginx() {
        Path unpacked = home.resolve("target/peers/nginx/root/usr/sbin/nginx");
        return onPath("nginx").or(() -> Optional.of(unpacked).filter(Files::isExecutable));
    }

    private static Optional<Path> onPath(String program) {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":", -1)), Stream.of("/usr/sbin"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A port that nobody has now. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
