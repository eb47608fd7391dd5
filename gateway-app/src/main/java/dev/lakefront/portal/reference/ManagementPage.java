package dev.lakefront.portal.reference;

import dev.lakefront.portal.api.ApiDocument;
import dev.lakefront.portal.api.ApiOperation;
import dev.lakefront.portal.markdown.Markdown;
import dev.lakefront.store.ConditionalOnPortal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the management API's own document says, one operation at a time. Nothing of it can be tried out here. */
@Controller
@ConditionalOnPortal
class ManagementPage {

    /** Where the management API itself serves it, for everybody. */
    private static final String DOWNLOAD = "/management/v1/openapi.json";

    private final ApiDocument document = new ApiDocument(read(), "");

    @GetMapping("/portal/docs/management")
    String reference(@RequestParam(name = "operation", defaultValue = "") String id, Model model) {
        ApiOperation chosen = id.isEmpty()
                ? document.operations().getFirst()
                : document.operation(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("summary", document.info().path("summary").asString(""));
        model.addAttribute(
                "description", Markdown.part(document.info().path("description").asString("")));
        model.addAttribute("download", DOWNLOAD);
        model.addAttribute("operations", document.operations());
        model.addAttribute("view", OperationView.of(document, chosen));
        return "portal/reference/management";
    }

    private static ObjectNode read() {
        try (InputStream stream = new ClassPathResource("dev/lakefront/management/openapi.json").getInputStream()) {
            return (ObjectNode) JsonMapper.shared().readTree(stream);
        } catch (IOException missing) {
            throw new UncheckedIOException("the management API's document is missing from this build", missing);
        }
    }
}
