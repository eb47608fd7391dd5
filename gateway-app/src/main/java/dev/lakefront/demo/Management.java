package dev.lakefront.demo;

import java.net.URI;
import java.time.Instant;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers what clients ask besides queries: the list, entries, documents, and where to sign in. */
final class Management {

    private final Endpoints endpoints;
    private final Identity identity;
    private final Instant started;

    Management(Endpoints endpoints, Identity identity, Instant started) {
        this.endpoints = endpoints;
        this.identity = identity;
        this.started = started;
    }

    Reply config(URI host) {
        return Reply.json(Json.object()
                .put("oidc_endpoint", host + "/oidc")
                .put("workspace_id", identity.workspaceId())
                .put("account_id", identity.accountId())
                .put("cloud", "AWS"));
    }

    Reply discovery(URI host) {
        ObjectNode answer = Json.object()
                .put("issuer", host + "/oidc")
                .put("authorization_endpoint", host + "/oidc/v1/authorize")
                .put("token_endpoint", host + "/oidc/v1/token");
        answer.putArray("grant_types_supported").add("client_credentials");
        answer.putArray("token_endpoint_auth_methods_supported")
                .add("client_secret_basic")
                .add("client_secret_post");
        return Reply.json(answer);
    }

    Reply me() {
        ObjectNode me = Json.object()
                .put("id", identity.workspaceId())
                .put("userName", identity.clientId())
                .put("displayName", "Demo service principal")
                .put("active", true);
        me.putArray("emails");
        me.putArray("groups");
        return Reply.json(me);
    }

    Reply list() {
        ObjectNode answer = Json.object();
        ArrayNode entries = answer.putArray("endpoints");
        endpoints.all().forEach(model -> entries.add(entry(model).brief()));
        return Reply.json(answer);
    }

    Reply get(String name) {
        return Reply.json(entry(find(name)).detailed());
    }

    /** The document, with the server and the version that a real workspace would write into it. */
    Reply document(String name, URI host) {
        DemoModel model = find(name);
        if (endpoints.condition(name) != EndpointCondition.READY) {
            throw Refusal.noDocument(name);
        }
        ObjectNode template = (ObjectNode) Json.MAPPER.readTree(Embedded.text("openapi/" + name + ".json"));
        ObjectNode document = Json.object().put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", name)
                .put("version", Integer.toString(model.card().configVersion()));
        document.putArray("servers").addObject().put("url", host + "/serving-endpoints/" + name);
        document.set("paths", template.get("paths"));
        return Reply.json(document);
    }

    private DemoModel find(String name) {
        return endpoints.find(name).orElseThrow(() -> Refusal.unknownEndpoint(name));
    }

    private EndpointEntry entry(DemoModel model) {
        return new EndpointEntry(model.card(), endpoints.condition(model.card().name()), started);
    }
}
