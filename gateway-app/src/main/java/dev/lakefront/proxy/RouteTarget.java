package dev.lakefront.proxy;

import dev.lakefront.catalog.Operation;
import dev.lakefront.publication.PublishedApi;
import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.route.Route;

/**
 * What a path leads to: one operation of one API, or one of the paths on which the body names the API.
 *
 * @param parameters the names of the path's parameters, in order
 */
record RouteTarget(
        Route route,
        @Nullable PublishedApi api,
        Operation operation,
        PathTemplate upstreamPath,
        List<String> parameters) {

    /** The method on the wire. */
    HttpMethod method() {
        return HttpMethod.valueOf(operation.method());
    }

    PublishedApi requiredApi() {
        if (api == null) {
            throw new IllegalStateException("the body of this call names its API");
        }
        return api;
    }
}
