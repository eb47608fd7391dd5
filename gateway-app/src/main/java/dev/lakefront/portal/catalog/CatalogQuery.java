package dev.lakefront.portal.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What somebody looks for, as it stands in the address.
 *
 * @param q words that must all occur; empty for any
 * @param tag empty for any, as the next two
 * @param page from 1
 */
record CatalogQuery(String q, String tag, String task, String status, int page) {

    static final int PAGE = 48;

    private static final int LONGEST = 200;

    static CatalogQuery of(MultiValueMap<String, String> parameters) {
        return new CatalogQuery(
                text(parameters, "q"),
                text(parameters, "tag"),
                text(parameters, "task"),
                text(parameters, "status"),
                number(text(parameters, "page")));
    }

    private static String text(MultiValueMap<String, String> parameters, String name) {
        String given = parameters.getFirst(name);
        String text = given == null ? "" : given.strip();
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    private static int number(String text) {
        return text.matches("[1-9]\\d{0,5}") ? Integer.parseInt(text) : 1;
    }

    List<CatalogEntry> in(List<CatalogEntry> entries) {
        List<String> words = Arrays.stream(q.toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        return entries.stream()
                .filter(entry -> task.isEmpty() || entry.task().equals(task))
                .filter(entry -> status.isEmpty() || entry.status().equals(status))
                .filter(entry -> tag.isEmpty() || entry.tags().stream().anyMatch(tag::equalsIgnoreCase))
                .filter(entry -> words.stream().allMatch(entry.searched()::contains))
                .toList();
    }

    public boolean isEmpty() {
        return q.isEmpty() && tag.isEmpty() && task.isEmpty() && status.isEmpty();
    }

    /** The address of another page of the same search. */
    public String href(int other) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath("/portal/apis");
        add(address, "q", q);
        add(address, "tag", tag);
        add(address, "task", task);
        add(address, "status", status);
        add(address, "page", other > 1 ? String.valueOf(other) : "");
        return address.encode().build().toUriString();
    }

    private static void add(UriComponentsBuilder address, String name, String value) {
        if (!value.isEmpty()) {
            address.queryParam(name, "{" + name + "}").uriVariables(java.util.Map.of(name, value));
        }
    }
}
