package dev.lakefront.demo;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a completion as {@code chat.completion} or {@code text_completion}, whole or in chunks. */
final class ChatWriter {

    private final ModelCall call;
    private final String model;
    private final ChatOptions options;
    private final Shape shape;

    /** The two shapes differ in names and in where the text stands. */
    enum Shape {
        CHAT("chatcmpl-", "chat.completion", "chat.completion.chunk"),
        TEXT("cmpl-", "text_completion", "text_completion");

        private final String idPrefix;
        private final String whole;
        private final String chunk;

        Shape(String idPrefix, String whole, String chunk) {
            this.idPrefix = idPrefix;
            this.whole = whole;
            this.chunk = chunk;
        }
    }

    ChatWriter(ModelCall call, String model, ChatOptions options, Shape shape) {
        this.call = call;
        this.model = model;
        this.options = options;
        this.shape = shape;
    }

    /** The reply in the way the caller asked for it. */
    Reply reply(Completion completion) {
        return options.stream() ? Reply.events(frames(completion)) : Reply.json(whole(completion));
    }

    private ObjectNode whole(Completion completion) {
        ObjectNode answer = head(shape.whole);
        ObjectNode choice = answer.putArray("choices").addObject().put("index", 0);
        switch (shape) {
            case CHAT -> choice.putObject("message").put("role", "assistant").put("content", completion.text());
            case TEXT -> choice.put("text", completion.text());
        }
        choice.put("finish_reason", completion.finishReason());
        answer.set("usage", completion.usage());
        return answer;
    }

    private List<String> frames(Completion completion) {
        List<String> frames = new ArrayList<>(completion.tokens().size() + 3);
        for (int i = 0; i < completion.tokens().size(); i++) {
            frames.add(chunk(completion, i, false));
        }
        frames.add(chunk(completion, completion.tokens().size(), true));
        if (options.usage() == ChatOptions.UsageReport.LAST_CHUNK_TOO) {
            ObjectNode last = head(shape.chunk);
            last.putArray("choices");
            last.set("usage", completion.usage());
            frames.add(Frames.data(last));
        }
        frames.add(Frames.DONE);
        return frames;
    }

    private String chunk(Completion completion, int position, boolean last) {
        ObjectNode chunk = head(shape.chunk);
        ArrayNode choices = chunk.putArray("choices");
        ObjectNode choice = choices.addObject().put("index", 0);
        String text = last ? "" : completion.tokens().get(position);
        switch (shape) {
            case CHAT -> delta(choice.putObject("delta"), position, text);
            case TEXT -> choice.put("text", text);
        }
        if (last) {
            choice.put("finish_reason", completion.finishReason());
        } else {
            choice.putNull("finish_reason");
        }
        if (options.usage() != ChatOptions.UsageReport.NONE) {
            chunk.set("usage", completion.usage(last ? position : position + 1));
        }
        return Frames.data(chunk);
    }

    private static void delta(ObjectNode delta, int position, String text) {
        if (position == 0) {
            delta.put("role", "assistant");
        }
        delta.put("content", text);
    }

    private ObjectNode head(String object) {
        return Json.object()
                .put("id", shape.idPrefix + call.id())
                .put("object", object)
                .put("created", call.at().getEpochSecond())
                .put("model", model);
    }
}
