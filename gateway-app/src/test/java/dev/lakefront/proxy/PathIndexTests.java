package dev.lakefront.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lakefront.proxy.PathIndex.Lookup;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PathIndexTests {

    private final PathIndex<String> index = new PathIndex<>();

    @BeforeEach
    void publish() {
        index.add("POST", "/churn/invocations", "churn");
        index.add("POST", "/churn/served-models/{served}/invocations", "pinned");
        index.add("POST", "/churn/served-models/feedback/invocations", "feedback");
        index.add("GET", "/churn/models/{model}", "get");
        index.add("DELETE", "/churn/models/{model}", "delete");
        index.add("POST", "/churn/models/{model}:predict", "predict");
        index.add("POST", "/churn/models/{model}/{version}", "version");
    }

    private Lookup<String> find(String method, String path) {
        return index.find(method, RawPath.parse(path).segments());
    }

    @Test
    void findsTextAndParameters() {
        assertThat(find("POST", "/churn/invocations")).isEqualTo(new Lookup.Found<>("churn", List.of()));
        assertThat(find("POST", "/churn/served-models/a-1/invocations"))
                .isEqualTo(new Lookup.Found<>("pinned", List.of("a-1")));
        assertThat(find("POST", "/churn/models/a/2")).isEqualTo(new Lookup.Found<>("version", List.of("a", "2")));
    }

    @Test
    void prefersTextToParameters() {
        assertThat(find("POST", "/churn/served-models/feedback/invocations"))
                .isEqualTo(new Lookup.Found<>("feedback", List.of()));
        assertThat(find("POST", "/churn/models/a:predict")).isEqualTo(new Lookup.Found<>("predict", List.of("a")));
    }

    @Test
    void triesAParameterWhenTextLeadsNowhere() {
        index.add("GET", "/churn/models/special/only", "only");

        assertThat(find("POST", "/churn/models/special/2"))
                .isEqualTo(new Lookup.Found<>("version", List.of("special", "2")));
    }

    @Test
    void namesTheMethodsOfAKnownPath() {
        assertThat(find("PUT", "/churn/models/a")).isEqualTo(new Lookup.WrongMethod<>(Set.of("DELETE", "GET")));
        assertThat(find("GET", "/churn/invocations")).isEqualTo(new Lookup.WrongMethod<>(Set.of("POST")));
    }

    @Test
    void knowsNothingElse() {
        assertThat(find("POST", "/churn")).isEqualTo(new Lookup.Nothing<>());
        assertThat(find("POST", "/Churn/invocations")).isEqualTo(new Lookup.Nothing<>());
        assertThat(find("POST", "/churn/invocations/more")).isEqualTo(new Lookup.Nothing<>());
        assertThat(find("POST", "/churn/models/:predict/x/y")).isEqualTo(new Lookup.Nothing<>());
    }

    @Test
    void keepsWhatWasThereFirst() {
        assertThat(index.add("POST", "/churn/invocations", "other")).isEqualTo("churn");
        assertThat(find("POST", "/churn/invocations")).isEqualTo(new Lookup.Found<>("churn", List.of()));
    }

    @Test
    void findsWhatAnotherIndexHoldsBelowAPath() {
        PathIndex<String> iris = new PathIndex<>();
        iris.add("POST", "/invocations", "iris");
        iris.add("GET", "/models/{model}", "model");

        index.mount("/iris", iris);
        index.mount("/teams/a/iris", iris);

        assertThat(find("POST", "/iris/invocations")).isEqualTo(new Lookup.Found<>("iris", List.of()));
        assertThat(find("GET", "/teams/a/iris/models/1")).isEqualTo(new Lookup.Found<>("model", List.of("1")));
        assertThat(find("GET", "/iris/invocations")).isEqualTo(new Lookup.WrongMethod<>(Set.of("POST")));
        assertThat(find("POST", "/churn/invocations")).isEqualTo(new Lookup.Found<>("churn", List.of()));
    }

    @Test
    void mountsNothingWhereSomethingStands() {
        assertThatThrownBy(() -> index.mount("/churn", new PathIndex<>()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/churn");
        assertThat(find("POST", "/churn/invocations")).isEqualTo(new Lookup.Found<>("churn", List.of()));
    }
}
