package dev.lakefront.demo;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers in the shape of the Responses API, whole or as its named events. */
final class ResponsesWriter {

    private static final List<String> UNSUPPORTED =
            List.of("background", "store", "conversation", "previous_response_id", "service_tier");

    private final ModelCall call;
    private final String model;
    private final Completion completion;
    private final List<String> frames = new ArrayList<>();

    private ResponsesWriter(ModelCall call, String model, Completion completion) {
        this.call = call;
        this.model = model;
        this.completion = completion;
    }

    static Reply respond(ModelCall call, String model) {
        for (String name : UNSUPPORTED) {
            JsonNode value = call.body().path(name);
            if (!value.isMissingNode() && !value.isNull()) {
                throw Refusal.badRequest("Parameter '" + name + "' is not supported for this endpoint.");
            }
        }
        List<ChatMessage> messages = messages(call.body());
        ChatOptions options = ChatOptions.of(call.body());
        Completion completion = Completion.of(Composer.answer(messages), ChatMessage.tokens(messages), options);
        ResponsesWriter writer = new ResponsesWriter(call, model, completion);
        return options.stream() ? Reply.events(writer.events()) : Reply.json(writer.response(writer.endStatus()));
    }

    private static List<ChatMessage> messages(ObjectNode body) {
        if (body.has("messages") && !body.has("input")) {
            throw Refusal.badRequest("'messages' field is not supported. Please use 'input' field instead.");
        }
        ArrayNode messages = Json.array();
        if (body.path("instructions").isString()) {
            messages.add(turn("system", body.get("instructions")));
        }
        JsonNode input = body.path("input");
        if (input.isString()) {
            messages.add(turn("user", input));
        } else if (input.isArray() && !input.isEmpty()) {
            messages.addAll(input.values());
        } else {
            throw Refusal.badRequest("'input' must be a string or a list with at least one message.");
        }
        return ChatMessage.list(messages);
    }

    private static ObjectNode turn(String role, JsonNode content) {
        return Json.object().put("role", role).set("content", content);
    }

    private List<String> events() {
        emit("response.created", Json.object().set("response", response("in_progress")));
        emit("response.output_item.added", item(message("in_progress", "")));
        emit("response.content_part.added", part(""));
        for (String token : completion.tokens()) {
            emit("response.output_text.delta", content().put("delta", token));
        }
        emit("response.output_text.done", content().put("text", completion.text()));
        emit("response.content_part.done", part(completion.text()));
        emit("response.output_item.done", item(message(endStatus(), completion.text())));
        emit("response." + endStatus(), Json.object().set("response", response(endStatus())));
        return frames;
    }

    private void emit(String type, ObjectNode fields) {
        ObjectNode event = Json.object().put("type", type).put("sequence_number", frames.size());
        frames.add(Frames.event(type, event.setAll(fields)));
    }

    private String endStatus() {
        return completion.finishReason().equals("stop") ? "completed" : "incomplete";
    }

    private ObjectNode response(String status) {
        ObjectNode response = Json.object()
                .put("id", "resp_" + call.id())
                .put("object", "response")
                .put("created_at", call.at().getEpochSecond())
                .put("status", status)
                .put("model", model);
        response.putNull("error");
        if (status.equals("incomplete")) {
            response.putObject("incomplete_details").put("reason", "max_output_tokens");
        } else {
            response.putNull("incomplete_details");
        }
        boolean ended = !status.equals("in_progress");
        response.putArray("output").addAll(ended ? List.of(message(status, completion.text())) : List.<JsonNode>of());
        if (ended) {
            int out = completion.tokens().size();
            ObjectNode usage = response.putObject("usage").put("input_tokens", completion.promptTokens());
            usage.put("output_tokens", out).put("total_tokens", completion.promptTokens() + out);
        }
        return response;
    }

    private ObjectNode message(String status, String text) {
        ObjectNode message = Json.object()
                .put("type", "message")
                .put("id", messageId())
                .put("status", status)
                .put("role", "assistant");
        message.putArray("content").addAll(text.isEmpty() ? List.<JsonNode>of() : List.of(outputText(text)));
        return message;
    }

    private static ObjectNode outputText(String text) {
        ObjectNode part = Json.object().put("type", "output_text").put("text", text);
        part.putArray("annotations");
        return part;
    }

    private static ObjectNode item(ObjectNode message) {
        return Json.object().put("output_index", 0).set("item", message);
    }

    private ObjectNode part(String text) {
        return content().set("part", outputText(text));
    }

    private ObjectNode content() {
        return Json.object().put("item_id", messageId()).put("output_index", 0).put("content_index", 0);
    }

    private String messageId() {
        return "msg_" + call.id();
    }
}
