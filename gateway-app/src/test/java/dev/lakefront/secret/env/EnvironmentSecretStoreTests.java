package dev.lakefront.secret.env;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.secret.SecretStore;
import dev.lakefront.secret.SecretStoreContract;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentSecretStoreTests extends SecretStoreContract {

    @Override
    protected SecretStore store() {
        return new EnvironmentSecretStore(Map.of("DATABRICKS_TOKEN", "s3cret"));
    }

    @Override
    protected String path() {
        return "DATABRICKS_TOKEN";
    }

    @Override
    protected String absentPath() {
        return "NO_SUCH_VARIABLE";
    }

    @Test
    void readsTheEnvironmentOfTheProcess() {
        assertThat(new EnvironmentSecretStore().find("PATH")).isPresent();
    }
}
