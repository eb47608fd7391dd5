package dev.lakefront.portal.tryit;

import dev.lakefront.catalog.Operation;
import dev.lakefront.identity.Visitor;
import dev.lakefront.portal.api.LifecycleViews;
import dev.lakefront.publication.PublishedApi;
import dev.lakefront.publication.Snapshots;
import dev.lakefront.store.ConditionalOnPortal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Fills the page in, from the API's document and from what the visitor sent before. Takes time with the document's size. */
@Component
@ConditionalOnPortal
class TryPages {

    private final TryItProperties properties;
    private final Snapshots snapshots;
    private final LifecycleViews lifecycles;

    TryPages(TryItProperties properties, Snapshots snapshots, LifecycleViews lifecycles) {
        this.snapshots = snapshots;
        this.lifecycles = lifecycles;
        this.properties = properties;
    }

    /**
     * What a visitor asks for or sends back; nothing in it has to be there, or right.
     *
     * @param body what stands in the editor; absent before the visitor was here
     * @param fields everything else in the form, by name
     */
    record Wish(
            @Nullable String operation,
            @Nullable String format,
            boolean mock,
            @Nullable String body,
            Map<String, String> fields) {}

    TryPage page(PublishedApi api, @Nullable Visitor visitor, Wish wish) {
        Operation operation = TriedApis.operation(api, wish.operation());
        OperationForm form = OperationForms.of(api, operation);
        OperationForm.Example example = example(form, wish.format());
        Map<String, String> values = new HashMap<>();
        form.parameters()
                .forEach(parameter -> values.put(
                        parameter.field(), wish.fields().getOrDefault(parameter.field(), parameter.value())));
        String given = wish.body();
        return new TryPage(
                api.api().id(),
                api.api().title(),
                lifecycles.of(api, snapshots.current()),
                api.document().task().word(),
                api.document().operations(),
                form,
                example,
                given != null ? given : example == null ? "" : example.text(),
                values,
                wish.mock(),
                Access.of(visitor, api),
                properties.callsPerMinute(),
                columns(form.body()),
                null);
    }

    private static OperationForm.@Nullable Example example(OperationForm form, @Nullable String name) {
        OperationForm.Body body = form.body();
        if (body == null) {
            return null;
        }
        return body.examples().stream()
                .filter(example -> example.name().equals(name))
                .findFirst()
                .orElseGet(body.examples()::getFirst);
    }

    private static String columns(OperationForm.@Nullable Body body) {
        List<Column> columns = body == null ? List.of() : body.columns();
        return JsonMapper.shared().writeValueAsString(columns);
    }
}
