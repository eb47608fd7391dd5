package dev.lakefront.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OperationTests {

    @Test
    void listsFormatsInTheSameOrderInEveryProcess() {
        Set<Format> formats = new LinkedHashSet<>(List.of(Format.values()).reversed());

        assertThat(new Operation("a", "POST", "/a", "/a", formats).formats()).containsExactly(Format.values());
    }
}
