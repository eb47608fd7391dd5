package dev.lakefront.bench.system;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Spring Cloud Gateway as it comes: routes in YAML, every default, no metrics, nothing of ours. */
@SpringBootApplication
public class StockGateway {

    /** @param arguments Spring's, with the folder of the routes */
    public static void main(String... arguments) {
        SpringApplication.run(StockGateway.class, arguments);
    }
}
