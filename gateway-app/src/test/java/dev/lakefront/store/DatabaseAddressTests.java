package dev.lakefront.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.Gateway;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.FileSystemUtils;

class DatabaseAddressTests {

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:data/portal, jdbc:h2:file:./data/portal",
        "jdbc:h2:file:./data/portal, jdbc:h2:file:./data/portal",
        "jdbc:h2:file:../data/portal, jdbc:h2:file:../data/portal",
        "jdbc:h2:file:/var/portal, jdbc:h2:file:/var/portal",
        "jdbc:h2:file:~/portal, jdbc:h2:file:~/portal",
        "jdbc:h2:file:C:/portal, jdbc:h2:file:C:/portal",
        "jdbc:h2:mem:portal, jdbc:h2:mem:portal",
        "jdbc:postgresql://host/portal, jdbc:postgresql://host/portal"
    })
    void beginsWhereTheGatewayWasStarted(String written, String meant) {
        assertThat(DatabaseAddress.url(written)).isEqualTo(meant);
    }

    @Test
    void keepsItsFileInAFolderThatIsNamedWithoutADot(@TempDir Path folder) throws IOException {
        Path data = Path.of("target", "relative-data");
        try (Gateway gateway = Gateway.startWithPortal(
                folder,
                "--spring.datasource.url=jdbc:h2:file:" + data + "/portal;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE")) {
            assertThat(gateway.bean(Database.class).awaitFirstLook(Duration.ofSeconds(10)))
                    .isTrue();
            assertThat(data.resolve("portal.mv.db")).isRegularFile();
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
    }
}
