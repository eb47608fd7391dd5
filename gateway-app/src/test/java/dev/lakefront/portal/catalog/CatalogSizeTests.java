package dev.lakefront.portal.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakefront.backend.Endpoint;
import dev.lakefront.portal.api.EndpointBadge;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

class CatalogSizeTests {

    private static final List<CatalogEntry> MANY =
            IntStream.range(0, 10_000).mapToObj(CatalogSizeTests::entry).toList();

    private static CatalogEntry entry(int number) {
        String title = "Model " + number;
        return new CatalogEntry(
                "m-" + number,
                title,
                "",
                "/m-" + number,
                "tabular",
                "prod",
                null,
                EndpointBadge.of(Endpoint.State.READY),
                List.of("t" + number % 7),
                null,
                title.toLowerCase(java.util.Locale.ROOT));
    }

    private static CatalogQuery query(String... parameters) {
        MultiValueMap<String, String> map = new LinkedMultiValueMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            map.add(parameters[i], parameters[i + 1]);
        }
        return CatalogQuery.of(map);
    }

    @Test
    void showsAPageAtATime() {
        CatalogQuery query = query("q", "model", "tag", "t3", "page", "2");
        CatalogPage.Found found = CatalogPage.Found.of(query, query.in(MANY));

        assertThat(found.entries()).hasSize(48);
        assertThat(found.total()).isEqualTo(1429);
        assertThat(found.pages()).isEqualTo(30);
        assertThat(found.previous()).isEqualTo("/portal/apis?q=model&tag=t3");
        assertThat(found.next()).isEqualTo("/portal/apis?q=model&tag=t3&page=3");
        assertThat(CatalogPage.Found.of(query("page", "209"), MANY).entries()).hasSize(16);
        assertThat(CatalogPage.Found.of(query("page", "900"), MANY).page()).isEqualTo(209);
    }

    @Test
    void keepsWhateverWasSearchedForInTheAddress() {
        assertThat(query("q", "a&b=c#d é{x}").href(2)).isEqualTo("/portal/apis?q=a%26b%3Dc%23d%20%C3%A9%7Bx%7D&page=2");
    }
}
