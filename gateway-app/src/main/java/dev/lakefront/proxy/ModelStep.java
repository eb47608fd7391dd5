package dev.lakefront.proxy;

import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Finds the API that the body names as its {@code model}, from a bounded copy of the body.
 *
 * <p>The model server gets its own name for the model, where that differs; every other byte stays as it was.
 */
@Component
class ModelStep implements GatewayFilter {

    private final KeyStep key;
    private final BodyReader bodies;

    ModelStep(KeyStep key, BodyReader bodies) {
        this.bodies = bodies;
        this.key = key;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Call call = Call.of(exchange);
        key.refuseStrangers(exchange, call);
        DataSize bound = call.snapshot().settings().maxModelSize();
        return bodies.readWhole(exchange.getRequest(), call, bound)
                .doOnNext(body -> find(exchange, call, body))
                .then(Mono.defer(() -> chain.filter(exchange)));
    }

    private static void find(ServerWebExchange exchange, Call call, byte[] body) {
        Route route = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        OpenAiOperation operation = OpenAiOperation.byRoute(route.getId());
        ModelField model = ModelField.in(body);
        RouteTarget target = call.table().byModel(model.value(), operation);
        if (target == null) {
            throw notFound(model.value(), operation);
        }
        call.target(target);
        call.body(new RequestBody.Whole(
                model.replace(body, target.requiredApi().api().endpoint())));
    }

    private static GatewayProblem notFound(String model, OpenAiOperation operation) {
        String name = model.length() > 80 ? model.substring(0, 80) + "..." : model;
        return new GatewayProblem(
                        ProblemType.MODEL_NOT_FOUND,
                        "The model '" + name + "' does not exist here or does not offer "
                                + operation.operation().id() + ". GET /v1/models lists the models your key may call.")
                .with("param", "model");
    }
}
