package dev.lakefront.management;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The management API's own OpenAPI document, for everybody: it tells nothing of this gateway. */
@RestController
class DescriptionResource {

    @GetMapping(path = ManagementDoor.DESCRIPTION, produces = MediaType.APPLICATION_JSON_VALUE)
    Resource openApi() {
        return new ClassPathResource("dev/lakefront/management/openapi.json");
    }
}
