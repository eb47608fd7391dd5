package dev.lakefront;

import dev.lakefront.command.CommandLine;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the gateway, or runs one command of its command line and exits. */
@SpringBootApplication
public class GatewayApplication {

    public static void main(String[] arguments) {
        if (CommandLine.isCommand(arguments)) {
            PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
            PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
            System.exit(CommandLine.run(arguments, out, err));
        }
        tuneNetty();
        SpringApplication.run(GatewayApplication.class, arguments);
    }

    /** Tracing one buffer in a hundred, in case it gets lost, costs each call more than a limit does; tests trace them. */
    private static void tuneNetty() {
        String leakDetection = "io.netty.leakDetection.level";
        if (System.getProperty(leakDetection) == null) {
            System.setProperty(leakDetection, "disabled");
        }
    }
}
