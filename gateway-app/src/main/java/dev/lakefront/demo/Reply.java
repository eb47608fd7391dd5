package dev.lakefront.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What goes back to the caller. */
sealed interface Reply {

    Map<String, String> headers();

    /** One JSON document. */
    record Json(int status, JsonNode body, Map<String, String> headers) implements Reply {
        public Json {
            headers = Map.copyOf(headers);
        }
    }

    /** Plain text, as the scoring server answers a wrong content type. */
    record Text(int status, String body, Map<String, String> headers) implements Reply {
        public Text {
            headers = Map.copyOf(headers);
        }
    }

    /** Server-sent events, one frame after the other; each frame ends in an empty line. */
    record Events(List<String> frames, Map<String, String> headers) implements Reply {
        public Events {
            frames = List.copyOf(frames);
            headers = Map.copyOf(headers);
        }
    }

    static Reply json(JsonNode body) {
        return new Json(200, body, Map.of());
    }

    static Reply events(List<String> frames) {
        return new Events(frames, Map.of());
    }

    /** This reply with one more header. */
    default Reply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers());
        more.put(name, value);
        return switch (this) {
            case Json json -> new Json(json.status(), json.body(), more);
            case Text text -> new Text(text.status(), text.body(), more);
            case Events events -> new Events(events.frames(), more);
        };
    }
}
