package dev.lakefront.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link SecretStore} promises. */
public abstract class SecretStoreContract {

    /** A store that holds the secret {@code s3cret} at {@link #path()} and nothing at {@link #absentPath()}. */
    protected abstract SecretStore store() throws Exception;

    protected abstract String path() throws Exception;

    protected abstract String absentPath() throws Exception;

    @Test
    void findsASecretByItsPath() throws Exception {
        assertThat(store().find(path())).contains(Secret.of("s3cret"));
    }

    @Test
    void givesNothingForAnUnknownPath() throws Exception {
        assertThat(store().find(absentPath())).isEmpty();
    }

    @Test
    void hasAWordThatCanStandInAReference() throws Exception {
        Template template = Template.parse("${" + store().scheme() + ":" + path() + "}");

        assertThat(template.parts()).containsExactly(new Template.Reference(store().scheme(), path()));
        assertThat(SecretStores.NAMED).doesNotContain(store().scheme());
    }

    @Test
    void neverShowsASecretInItsNamesOrItsText() throws Exception {
        SecretStore store = store();
        store.find(path());

        assertThat(store.names()).doesNotContain("s3cret");
        assertThat(store.toString()).doesNotContain("s3cret");
    }

    @Test
    void canBeReadByManyThreads() throws Exception {
        SecretStore store = store();
        String path = path();

        assertThat(IntStream.range(0, 64).parallel().mapToObj(i -> store.find(path)))
                .allMatch(found -> found.equals(java.util.Optional.of(Secret.of("s3cret"))));
    }
}
