package dev.lakefront.portal.tryit;

import dev.lakefront.catalog.Operation;
import dev.lakefront.portal.api.LifecycleView;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * What the page shows; the model attribute {@code tried} of its template.
 *
 * @param lifecycle when the API ends; absent while nothing is said of that
 * @param task the word of the model's kind
 * @param example the one that is filled in; absent for an operation without a body
 * @param text of the body as it stands in the editor
 * @param values of the parameters, by field
 * @param mock whether the model is left out
 * @param access in whose name a call is made
 * @param columns of the table editor, as JSON for the page's script
 * @param answer absent until something was sent
 */
record TryPage(
        String apiId,
        String title,
        @Nullable LifecycleView lifecycle,
        String task,
        List<Operation> operations,
        OperationForm form,
        OperationForm.@Nullable Example example,
        String text,
        Map<String, String> values,
        boolean mock,
        Access access,
        int callsPerMinute,
        String columns,
        @Nullable Answer answer) {

    TryPage answered(Answer received) {
        return new TryPage(
                apiId,
                title,
                lifecycle,
                task,
                operations,
                form,
                example,
                text,
                values,
                mock,
                access,
                callsPerMinute,
                columns,
                received);
    }

    /** Where the page's script sends what no model is to see. An operation's id may be any text. */
    public String mockUrl() {
        return "/portal/apis/" + apiId + "/mock/" + UriUtils.encodePath(form.id(), StandardCharsets.UTF_8);
    }
}
