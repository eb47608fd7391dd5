package dev.lakefront.demo;

import java.time.InstantSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers queries: finds the model, and refuses for it what it never gets to see. */
final class Scoring {

    private final Endpoints endpoints;
    private final InstantSource clock;

    Scoring(Endpoints endpoints, InstantSource clock) {
        this.endpoints = endpoints;
        this.clock = clock;
    }

    Reply query(String endpoint, ObjectNode body, String requestId) {
        DemoModel model = running(endpoint);
        return ask(model, model.card().mainEntity(), Dialect.INVOCATIONS, body, requestId);
    }

    Reply pinned(Target.PinnedQuery query, ObjectNode body, String requestId) {
        DemoModel model = running(query.endpoint());
        Entity entity = model.card().entity(query.served()).orElseThrow(Refusal::unknownModel);
        return ask(model, entity, Dialect.INVOCATIONS, body, requestId);
    }

    Reply openAi(Dialect dialect, ObjectNode body, String requestId) {
        JsonNode name = body.path("model");
        if (!name.isString() || name.stringValue().isEmpty()) {
            throw Refusal.badRequest("Missing required parameter: 'model'. It names the serving endpoint.");
        }
        DemoModel model = running(name.stringValue());
        if (!model.speaks().contains(dialect)) {
            throw Refusal.badRequest("Endpoint '" + name.stringValue() + "' does not support /serving-endpoints/"
                    + dialect.path() + ". Query it at /serving-endpoints/" + name.stringValue() + "/invocations.");
        }
        return ask(model, model.card().mainEntity(), dialect, body, requestId);
    }

    private DemoModel running(String endpoint) {
        DemoModel model = endpoints.find(endpoint).orElseThrow(Refusal::unknownModel);
        return switch (endpoints.condition(endpoint)) {
            case READY -> model;
            case NOT_READY -> throw Refusal.notReady(endpoint);
            case STOPPED -> throw Refusal.stopped();
        };
    }

    private Reply ask(DemoModel model, Entity entity, Dialect dialect, ObjectNode body, String requestId) {
        ModelCall call = new ModelCall(entity.name(), dialect, body, requestId, clock.instant());
        return model.answer(call).with("served-model-name", entity.name());
    }
}
